import type { Filter } from "./filter.ts";
import { teamAttribute } from "./roster.ts";

/** How one thing is grouped by. */
interface GroupingShape {
  /** The column of the responses that holds its id; null where a statement of relation/groupings/ gives it. */
  readonly column: string | null;
  /** Where its names stand in catalogue/names.sql; null where the id is its own name. */
  readonly names: string | null;
  /** One response may be in several groups, so that they do not add up to the whole. */
  readonly overlapping: boolean;
}

const plain = (column: string, names: string | null = null): GroupingShape => ({ column, names, overlapping: false });
const overlapping = (names: string): GroupingShape => ({ column: null, names, overlapping: true });

/** The groupings of numbers. */
export const groupings = {
  queue: plain("queue_id", "queue"),
  agent: plain("agent_id", "agent"),
  team: plain("team_name"),
  division: overlapping("division"),
  media: plain("media_type"),
  direction: plain("direction"),
  form: plain("coalesce(form_context_id, form_id)", "form"),
  // Of the answers, not of the response: the questions that ask for it see to it themselves.
  question: { ...plain("CAST(NULL AS VARCHAR)", "question"), overlapping: true },
  "survey-type": plain("survey_type"),
  "wrap-up": overlapping("wrap-up"),
} as const satisfies Record<string, GroupingShape>;

/** Groups that there are without a roster. */
export type GroupingName = keyof typeof groupings;

/** By an attribute of the roster. */
export interface RosterGrouping {
  readonly attribute: string;
}

export type Grouping = GroupingName | RosterGrouping;
export const groupingNames = Object.keys(groupings).filter((name): name is GroupingName => name in groupings);

/** How a grouping is asked for, and called. */
export const nameOfGrouping = (by: Grouping): string => (typeof by === "string" ? by : by.attribute);

/** Groups of the response's own agents, whoever a rule credits. */
export const isOfAgents = (by: Grouping | null): boolean => by === teamAttribute || isOfRoster(by);

export const isOfRoster = (by: Grouping | null): by is RosterGrouping => by !== null && typeof by !== "string";

/** Whether one response may be in several groups: by their kind, or since the rule shares it out. */
export const isOverlapping = (by: Grouping, { rule = "genesys" }: Filter): boolean =>
  (typeof by === "string" && groupings[by].overlapping) || (rule === "all" && (by === "agent" || by === "queue"));

/** The kind under which catalogue/names.sql has the names of groups; null where the id is the name. */
export const namesOf = (by: Grouping): string | null => (typeof by === "string" ? groupings[by].names : null);
