import { z } from "zod";
import { nearest } from "../base/index.ts";
import { patternProblem } from "./pattern.ts";
import { attributeProblem } from "./roster.ts";
import { timeZoneProblem } from "./time-zone.ts";

export const roles = ["csat", "nps", "ces", "resolution", "comment", "other"] as const;
export const namings = ["named", "pseudonym", "off"] as const;
export const readTexts = ["all", "never", "low"] as const;
export const periodUnits = ["days", "weeks", "months", "years"] as const;
export const redactions = ["e-mail", "phone", "card", "iban", "ip"] as const;
export const languages = ["en", "de"] as const;
export const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

const table = { error: "must be a table" };
const text = z.string({ error: "must be text in quotes" }).regex(/\S/, { error: "must not be blank" });
const texts = z.array(text, { error: 'must be a list, such as ["first", "second"]' });
const finite = z.number({ error: "must be a number" });

const between = (low: number, high: number, what: string) => {
  const error = `must be ${what}`;
  return z.number({ error }).min(low, { error }).max(high, { error });
};

const share = (example: string) => between(0, 1, `a share from 0 to 1, such as ${example}`);

const oneOf = <const Words extends readonly string[]>(words: Words) =>
  z.enum(words, {
    error: ({ input }) => {
      const meant = typeof input === "string" ? nearest(input, words) : null;
      return `must be one of ${words.join(", ")}${meant ? `; did you mean "${meant}"?` : ""}`;
    },
  });

const timeZone = text.superRefine((zone, context) => {
  const message = timeZoneProblem(zone);
  if (message) context.addIssue({ code: "custom", message });
});

/** Own patterns by what stands in place of what they find. */
const patterns = z
  .record(
    z.string(),
    text.superRefine((pattern, context) => {
      const message = patternProblem(pattern);
      if (message) context.addIssue({ code: "custom", message });
    }),
    table,
  )
  .superRefine((named, context) => {
    for (const name of Object.keys(named))
      if (!/^[\p{L}\p{N}][\p{L}\p{N} _.-]{0,39}$/u.test(name))
        context.addIssue({
          code: "custom",
          path: [name],
          message: "is no name: up to 40 letters, digits and spaces stand for what it finds",
        });
  });

/** A length of time that something is kept for, as the file writes it. */
const period = z.string({ error: periodError() }).transform((written, context) => {
  const [, count, unit] = /^ *(\d{1,4}) *(day|week|month|year)s? *$/i.exec(written) ?? [];
  const known = periodUnits.find((one) => one === `${unit?.toLowerCase()}s`);
  if (known !== undefined && Number(count) > 0) return { count: Number(count), unit: known };
  context.addIssue({ code: "custom", message: periodError() });
  return z.NEVER;
});

function periodError(): string {
  return 'must be a length of time, such as "24 months", "90 days" or "3 years"';
}

const scale = z.strictObject(
  {
    best: oneOf(["high", "low"]).optional(),
    satisfied_from: finite.optional(),
    not_on_scale: z
      .array(z.union([text, finite], { error: "must hold option texts and values only" }), {
        error: `must be a list, such as ["Can't say", 9]`,
      })
      .optional(),
  },
  table,
);

/** The possible targets; each is a fraction, as reports print them in JSON. */
const aims = {
  csat: share("0.85 for 85 %").optional(),
  nps: between(-1, 1, "a number from -1 to 1, such as 0.4 for an NPS of 40").optional(),
  mean_satisfaction: share("0.8").optional(),
  response_rate: share("0.15 for 15 %").optional(),
  resolution: share("0.75 for 75 %").optional(),
  ces: share("0.7 for 70 % easy").optional(),
};

const targets = z.strictObject(
  { ...aims, queues: z.record(z.string(), z.strictObject(aims, table), table).optional() },
  table,
);

/** A cell of a roster: a tenure may be written as a number. */
const stated = z.union([z.string(), z.number()], { error: "must be text in quotes, or a number" }).transform(String);

const rosterRow = z
  .looseObject({ agent: text }, { error: "must be a table" })
  .catchall(stated)
  .superRefine((row, context) => {
    for (const name of Object.keys(row)) {
      const message = name === "agent" ? null : attributeProblem(name);
      if (message !== null) context.addIssue({ code: "custom", path: [name], message });
    }
  });

/** A file, or its rows: a union would say of a wrong row only that it is no file either. */
const roster = z.unknown().transform((given, context) => {
  const read = typeof given === "string" ? text.safeParse(given) : rosterRows.safeParse(given);
  if (read.success) return read.data;
  for (const { path, message } of read.error.issues) context.addIssue({ code: "custom", path: [...path], message });
  return z.NEVER;
});

const rosterRows = z.array(rosterRow, { error: 'must be a file, such as "roster.csv", or tables [[roster]]' });

const file = z.strictObject({
  csat_labels: texts.optional(),
  csat_questions: texts.optional(),
  time_zone: timeZone.optional(),
  first_day_of_week: oneOf(weekdays).optional(),
  language: oneOf(languages).optional(),
  agents: oneOf(namings).optional(),
  texts: oneOf(readTexts).optional(),
  redact: z.array(oneOf(redactions), { error: 'must be a list, such as ["e-mail", "phone"]' }).optional(),
  retain_comments: period.optional(),
  retain_agents: period.optional(),
  retain_documents: period.optional(),
  shortest_leg: between(0, 3600, "a number of seconds from 0 to 3600").optional(),
  min_effect: share("0.02 for 2 points").optional(),
  roles: z.record(z.string(), oneOf(roles), table).optional(),
  leads: z.record(z.string(), text, table).optional(),
  roster: roster.optional(),
  scales: z.record(z.string(), scale, table).optional(),
  measures: z.record(z.string(), texts.min(1, { error: "must name a question" }), table).optional(),
  redact_patterns: patterns.optional(),
  targets: targets.optional(),
});

/** The shape of `afterword.toml`; every key is described in docs/configuration.md. */
export const settingsSchema = {
  schema: file,
  /** The keys of the table at a path; none where any key is allowed, as in a table by id, and where there is no table. */
  keysAt: (path: readonly unknown[]): readonly string[] => {
    const found = path.reduce<z.core.$ZodType | undefined>(
      (schema, step) => (schema === undefined ? undefined : below(schema, String(step))),
      file,
    );
    const schema = found === undefined ? undefined : given(found);
    return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  },
};

function below(schema: z.core.$ZodType, key: string): z.core.$ZodType | undefined {
  const whole = given(schema);
  if (whole instanceof z.ZodRecord) return whole.valueType;
  return whole instanceof z.ZodObject && Object.hasOwn(whole.shape, key) ? whole.shape[key] : undefined;
}

const given = (schema: z.core.$ZodType): z.core.$ZodType =>
  schema instanceof z.ZodOptional ? given(schema.unwrap()) : schema;
