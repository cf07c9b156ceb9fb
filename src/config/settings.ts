import type { z } from "zod";
import { doubledRows, type RosterSetting, rosterTable } from "./roster.ts";
import {
  type languages,
  type namings,
  type periodUnits,
  type readTexts,
  redactions,
  type roles,
  settingsSchema,
  type weekdays,
} from "./settings-schema.ts";
import { readToml, type TomlFile, type TomlProblem, tomlError } from "./toml.ts";

/** What a question measures, where the file sets it. `unconfirmed` is not among them: it means that nobody decided. */
export type Role = (typeof roles)[number];

/** The file's settings for one question's scale; those that it leaves out are read from the form. */
export interface ScaleSetting {
  /** Which end is the best one. */
  readonly best: "high" | "low" | null;
  /** The value from which, towards the best end, an answer counts as satisfied. */
  readonly satisfiedFrom: number | null;
  /** Option texts, or values, that are no point of the scale. */
  readonly notOnScale: readonly (string | number)[];
}

/** How people who work in the org are shown: by name, by a pseudonym, or not at all. */
type AgentNaming = (typeof namings)[number];

/** The targets, as fractions (NPS from −1 to 1); null where none is set. */
interface Aims {
  readonly csat: number | null;
  readonly nps: number | null;
  readonly meanSatisfaction: number | null;
  readonly responseRate: number | null;
  readonly resolution: number | null;
  /** The share of easy answers. */
  readonly ces: number | null;
}

/** Of the org, and by name or id of a queue. */
interface Targets extends Aims {
  readonly queues: Readonly<Record<string, Aims>>;
}

/** A length of time by the calendar. */
interface KeptFor {
  readonly count: number;
  readonly unit: (typeof periodUnits)[number];
}

/** How answers are read, from `afterword.toml`. Ids are version ids or context ids, just as they were written. */
export interface Settings {
  /** Groups and questions of evaluations whose text contains one of these are labelled. */
  readonly csatLabels: readonly string[];
  /** Ids of evaluation questions that are labelled regardless of their text. */
  readonly csatQuestions: readonly string[];
  /** IANA name. */
  readonly timeZone: string;
  readonly firstDayOfWeek: (typeof weekdays)[number];
  /** Of reports. */
  readonly language: (typeof languages)[number];
  readonly agents: AgentNaming;
  /** Which written answers are read where all others can be had without: all, none, or where the lead is not satisfied. */
  readonly texts: (typeof readTexts)[number];
  /** What is taken out of free texts. */
  readonly redact: readonly (typeof redactions)[number][];
  /** Own patterns that are taken out too, by what stands in their place. */
  readonly redactPatterns: Readonly<Record<string, string>>;
  /** How long free texts are kept, by the time of their response; null for ever. */
  readonly retainComments: KeptFor | null;
  /** The same of ids and names of agents and evaluators. */
  readonly retainAgents: KeptFor | null;
  /** The same of the documents that rows are made of. */
  readonly retainDocuments: KeptFor | null;
  /** Seconds with the customer from which on a part of an interaction is eligible for attribution. */
  readonly shortestLeg: number;
  /** The least change that a report calls one, as a fraction: 0.02 is two points. */
  readonly minEffect: number;
  /** Question id to role. */
  readonly roles: Readonly<Record<string, Role>>;
  /** Form context id to the context id of its lead question. */
  readonly leads: Readonly<Record<string, string>>;
  /** Question id to scale. */
  readonly scales: Readonly<Record<string, ScaleSetting>>;
  /** Name of a measure to the questions that it joins, as those of one form in several languages. */
  readonly measures: Readonly<Record<string, readonly string[]>>;
  readonly targets: Targets;
  /** What is known of agents beyond what Genesys has. */
  readonly roster: RosterSetting;
}

/** The settings without a file; the time zone is the machine's. */
export const defaultSettings = (machineTimeZone: string): Settings => withDefaults({}, machineTimeZone);

/**
 * The settings in the file's text; keys that it leaves out have their defaults.
 * @throws {UsageError} with every problem of the file, each with line and caret
 */
export function readSettings(file: TomlFile, machineTimeZone: string): Settings {
  const settings = withDefaults(readToml(file, settingsSchema), machineTimeZone);
  const contradictions = [...unfitLeads(settings), ...mixedMeasures(settings), ...doubledAgents(settings)];
  if (contradictions.length > 0) throw tomlError(file, contradictions);
  return settings;
}

const unfitLeads = ({ leads, roles }: Settings): TomlProblem[] =>
  Object.entries(leads).flatMap(([form, question]) => {
    const role = roles[question] ?? "csat";
    const what = `leads.${form} must name a csat question, but roles says that ${question} is ${role}`;
    return role === "csat" ? [] : [{ path: ["leads", form], what }];
  });

/** Translations of one question measure one thing. */
const mixedMeasures = ({ measures, roles }: Settings): TomlProblem[] =>
  Object.entries(measures).flatMap(([name, questions]) => {
    const known = questions.flatMap((id) => (roles[id] === undefined ? [] : [{ id, role: roles[id] }]));
    const [first] = known;
    const other = known.find(({ role }) => role !== first?.role);
    if (first === undefined || other === undefined) return [];
    const what = `measures.${name} must join questions of one role, but roles says that ${first.id} is ${first.role} and ${other.id} is ${other.role}`;
    return [{ path: ["measures", name], what }];
  });

const doubledAgents = ({ roster }: Settings): TomlProblem[] => {
  if (roster === null || !("table" in roster)) return [];
  const numbered = roster.table.rows.map((row, at) => ({ ...row, at }));
  return doubledRows(numbered).map(([{ agent, at }, first]) => ({
    path: ["roster", at, "agent"],
    what: `roster.agent ${JSON.stringify(agent)} is in [[roster]] ${first.at + 1} already`,
  }));
};

type WrittenRoster = z.infer<typeof settingsSchema.schema>["roster"];

function rosterOf(written: WrittenRoster): RosterSetting {
  if (written === undefined) return null;
  if (typeof written === "string") return { file: written };
  const rows = written.map(({ agent, ...stated }, at) => ({ agent, stated, place: `[[roster]] ${at + 1}` }));
  return { table: rosterTable(rows) };
}

const withDefaults = (written: z.infer<typeof settingsSchema.schema>, machineTimeZone: string): Settings => ({
  csatLabels: written.csat_labels ?? ["csat"],
  csatQuestions: written.csat_questions ?? [],
  timeZone: written.time_zone ?? machineTimeZone,
  firstDayOfWeek: written.first_day_of_week ?? "monday",
  language: written.language ?? "en",
  agents: written.agents ?? "named",
  texts: written.texts ?? "all",
  redact: written.redact ?? redactions,
  redactPatterns: byId(written.redact_patterns, (pattern) => pattern),
  retainComments: written.retain_comments ?? null,
  retainAgents: written.retain_agents ?? null,
  retainDocuments: written.retain_documents ?? null,
  shortestLeg: written.shortest_leg ?? 10,
  minEffect: written.min_effect ?? 0.02,
  roles: byId(written.roles, (role) => role),
  leads: byId(written.leads, (question) => question),
  scales: byId(written.scales, (scale) => ({
    best: scale.best ?? null,
    satisfiedFrom: scale.satisfied_from ?? null,
    notOnScale: scale.not_on_scale ?? [],
  })),
  measures: byId(written.measures, (questions) => questions),
  targets: { ...aimsOf(written.targets ?? {}), queues: byId(written.targets?.queues, aimsOf) },
  roster: rosterOf(written.roster),
});

type WrittenAims = Omit<NonNullable<z.infer<typeof settingsSchema.schema>["targets"]>, "queues">;

const aimsOf = (written: WrittenAims): Aims => ({
  csat: written.csat ?? null,
  nps: written.nps ?? null,
  meanSatisfaction: written.mean_satisfaction ?? null,
  responseRate: written.response_rate ?? null,
  resolution: written.resolution ?? null,
  ces: written.ces ?? null,
});

// Without a prototype: ids come from outside, and `constructor` must not be found where nobody wrote it.
function byId<In, Out>(
  written: Readonly<Record<string, In>> | undefined,
  read: (value: In) => Out,
): Record<string, Out> {
  const result: Record<string, Out> = Object.create(null);
  for (const [id, value] of Object.entries(written ?? {})) result[id] = read(value);
  return result;
}
