import type { z } from "zod";
import { type roles, settingsSchema } from "./settings-schema.ts";
import { readToml, type TomlFile, tomlError } from "./toml.ts";

/** What a question measures, where the file says so. `unconfirmed` is not among them: it means that nobody said. */
export type Role = (typeof roles)[number];

/** What the file says about one question's scale; what it leaves open is read from the form. */
export interface ScaleSetting {
  /** Which end is the best one. */
  readonly best: "high" | "low" | null;
  /** The value from which, towards the best end, an answer counts as satisfied. */
  readonly satisfiedFrom: number | null;
  /** Option texts, or values, that are no point of the scale. */
  readonly notOnScale: readonly (string | number)[];
}

/** How answers are read, from `afterword.toml`. Ids are version ids or context ids, just as they were written. */
export interface Settings {
  /** Groups and questions of evaluations whose text contains one of these are labelled. */
  readonly csatLabels: readonly string[];
  /** Ids of evaluation questions that are labelled whatever their text. */
  readonly csatQuestions: readonly string[];
  /** IANA name. */
  readonly timeZone: string;
  /** Question id to role. */
  readonly roles: Readonly<Record<string, Role>>;
  /** Form context id to the context id of its lead question. */
  readonly leads: Readonly<Record<string, string>>;
  /** Question id to scale. */
  readonly scales: Readonly<Record<string, ScaleSetting>>;
}

/** What holds without a file; the time zone is the machine's. */
export const defaultSettings = (machineTimeZone: string): Settings => settle({}, machineTimeZone);

/**
 * The settings that the file's text makes, what it leaves out being the default.
 * @throws {UsageError} with every problem of the file, each with line and caret
 */
export function readSettings(file: TomlFile, machineTimeZone: string): Settings {
  const settings = settle(readToml(file, settingsSchema), machineTimeZone);
  const contradictions = Object.entries(settings.leads).flatMap(([form, question]) => {
    const role = settings.roles[question] ?? "csat";
    const what = `leads.${form} must name a csat question, but roles says that ${question} is ${role}`;
    return role === "csat" ? [] : [{ path: ["leads", form], what }];
  });
  if (contradictions.length > 0) throw tomlError(file, contradictions);
  return settings;
}

const settle = (written: z.infer<typeof settingsSchema.schema>, machineTimeZone: string): Settings => ({
  csatLabels: written.csat_labels ?? ["csat"],
  csatQuestions: written.csat_questions ?? [],
  timeZone: written.time_zone ?? machineTimeZone,
  roles: byId(written.roles, (role) => role),
  leads: byId(written.leads, (question) => question),
  scales: byId(written.scales, (scale) => ({
    best: scale.best ?? null,
    satisfiedFrom: scale.satisfied_from ?? null,
    notOnScale: scale.not_on_scale ?? [],
  })),
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
