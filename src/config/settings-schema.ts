import { z } from "zod";
import { nearest } from "../base/index.ts";
import { timeZoneProblem } from "./time-zone.ts";

export const roles = ["csat", "nps", "ces", "resolution", "comment", "other"] as const;

const table = { error: "must be a table" };
const text = z.string({ error: "must be text in quotes" }).regex(/\S/, { error: "must not be blank" });
const texts = z.array(text, { error: 'must be a list, such as ["first", "second"]' });
const finite = z.number({ error: "must be a number" });

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

const file = z.strictObject({
  csat_labels: texts.optional(),
  csat_questions: texts.optional(),
  time_zone: timeZone.optional(),
  roles: z.record(z.string(), oneOf(roles), table).optional(),
  leads: z.record(z.string(), text, table).optional(),
  scales: z.record(z.string(), scale, table).optional(),
});

/** The shape of `afterword.toml`; every key is described in docs/configuration.md. */
export const settingsSchema = {
  schema: file,
  keysAt: (path: readonly unknown[]) => Object.keys(path.length === 0 ? file.shape : scale.shape),
};
