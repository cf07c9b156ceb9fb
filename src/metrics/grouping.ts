import type { Filter } from "./filter.ts";

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

export type Grouping = keyof typeof groupings;
export const groupingNames = Object.keys(groupings).filter((name): name is Grouping => name in groupings);

/** Whether one response may be in several groups: by their kind, or since the rule shares it out. */
export const isOverlapping = (by: Grouping, { rule = "genesys" }: Filter): boolean =>
  groupings[by].overlapping || (rule === "all" && (by === "agent" || by === "queue"));

/** The kind under which catalogue/names.sql has the names of groups; null where the id is the name. */
export const namesOf = (by: Grouping): string | null => groupings[by].names;
