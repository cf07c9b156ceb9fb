import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { conversation, evaluation, evaluationForm, survey, surveyForm } from "../genesys/index.ts";
import { attribute } from "./attribution.ts";
import { evaluationRecord } from "./evaluation-record.ts";
import { type Form, readForm } from "./form.ts";
import { readInteraction } from "./interaction.ts";
import { chooseLead } from "./lead.ts";
import { surveyRecord } from "./survey-record.ts";

/** So few that they meet. */
const ids = fc.constantFrom("q1", "q2", "q3", "o1", "o2", "a", "b", "__proto__", "constructor", "");
const questionIds = fc.constantFrom("q1", "q2", "__proto__");
const optionIds = fc.constantFrom("o1", "o2", "o3", "__proto__");
const supervised = fc.constantFrom("", "", "", "", "p");
const words = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom("How satisfied are you?", "Was it solved?", "__proto__", "2", "csat", "Selected"),
  },
  { weight: 1, arbitrary: fc.oneof(fc.constantFrom("", "\u0000\ud800"), fc.string({ unit: "binary" })) },
);
const times = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.integer({ min: 0, max: 600 }).map((at) => new Date(Date.UTC(2026, 2, 1) + at * 1000).toISOString()),
  },
  { weight: 1, arbitrary: fc.constantFrom("", "now", "2026-02-31", "275761-01-01T00:00:00Z", "5") },
);
const numbers = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: -1, max: 11 }) },
  { weight: 1, arbitrary: fc.oneof(fc.double(), fc.constantFrom(1e308, -1e308, 5e-324)) },
);

/** Values that Genesys knows; a field that is not listed here is any text. */
const known: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  type: fc.constantFrom(
    "multipleChoiceQuestion",
    "multipleChoiceQuestion",
    "multipleChoiceQuestion",
    "multipleSelectQuestion",
    "freeTextQuestion",
    "npsQuestion",
    "readOnlyTextBlockQuestion",
    "somethingNew",
  ),
  purpose: fc.constantFrom("agent", "agent", "AGENT", "user", "customer", "acd", "external", "new"),
  segmentType: fc.constantFrom("interact", "interact", "Interact", "hold", "wrapup", "alert"),
  mediaType: fc.constantFrom("voice", "chat", "callback"),
  builtInType: fc.constantFrom("Selected", "Unselected", "new"),
  status: fc.constantFrom("FINISHED", "InProgress", "new"),
  questionId: questionIds,
  answerId: fc.oneof(optionIds, optionIds, questionIds),
  monitoredParticipantId: supervised,
  coachedParticipantId: supervised,
  bargedParticipantId: supervised,
  userId: fc.constantFrom("a", "b", ""),
  "questions id": questionIds,
  "multipleSelectOptionQuestions id": questionIds,
  "answerOptions id": optionIds,
  "questions text": fc.oneof(fc.constant("How satisfied are you?"), words),
};
const metricNames = fc.constantFrom("tTalk", "tTalkComplete", "tHeld", "tAcw", "tAcd", "nTransferred");

/** Zod's own description of a schema, whichever of them it has. */
interface Definition {
  readonly type: string;
  readonly innerType: z.ZodType;
  readonly element: z.ZodType;
  readonly shape: Readonly<Record<string, z.ZodType>>;
}

/** Documents that the schema lets through, with absent and null fields, as the wire has them. */
function documents(schema: z.ZodType, key = "", parent = ""): fc.Arbitrary<unknown> {
  const { def } = schema as z.ZodType & { readonly def: Definition };
  const mostly = (arbitrary: fc.Arbitrary<unknown>, rarely: unknown) =>
    fc.oneof({ weight: 12, arbitrary }, { weight: 1, arbitrary: fc.constant(rarely) });
  switch (def.type) {
    case "optional":
      return mostly(documents(def.innerType, key, parent), undefined);
    case "nullable":
      return mostly(documents(def.innerType, key, parent), null);
    case "array":
      return mostly(fc.array(documents(def.element, "", key), { minLength: 1, maxLength: 4, size: "max" }), []);
    case "object": {
      const fields = Object.entries(def.shape);
      const isMetric = fields.length === 2 && "value" in def.shape;
      const read = ([field, inner]: readonly [string, z.ZodType]) =>
        isMetric && field === "name" ? metricNames : documents(inner, field, key || parent);
      return fc.record(Object.fromEntries(fields.map((field) => [field[0], read(field)])));
    }
    case "string":
      return known[`${parent} ${key}`] ?? known[key] ?? (/id$/i.test(key) ? ids : timeOrWords(key));
    case "number":
      return numbers;
    case "boolean":
      return mostly(fc.constant(false), true);
    default:
      return fc.anything();
  }
}

const timeOrWords = (key: string) => (/date$|start$|end$|time$/i.test(key) ? times : words);

/** As it comes out of decoding: unlike `fc.double`, JSON has no NaN, and undefined fields are absent. */
const decoded = <Schema extends z.ZodType>(schema: Schema): fc.Arbitrary<z.infer<Schema>> =>
  documents(schema)
    .map((document) => schema.safeParse(JSON.parse(JSON.stringify(document, finite))))
    .filter((result) => result.success)
    .map(({ data }) => data as z.infer<Schema>);
const finite = (_: string, value: unknown): unknown => (Number.isNaN(value) ? null : value);

const settings = fc.record({
  roles: fc.dictionary(ids, fc.constantFrom("csat", "other", "nps")),
  leads: fc.dictionary(ids, ids),
  scales: fc.dictionary(
    ids,
    fc.record({
      best: fc.constantFrom("high", "low", null, undefined),
      satisfiedFrom: fc.option(numbers),
      notOnScale: fc.array(fc.oneof(words, numbers)),
    }),
  ),
});
const names = { user: () => null, queue: () => null, wrapUpCode: () => null, division: () => null, team: () => null };
const around = (form: Form | null, interaction: z.infer<typeof conversation> | null, lead: string | null) => ({
  form,
  lead: { contextId: lead, from: "order" as const, reason: "" },
  interaction: interaction && readInteraction(interaction),
  linkProblem: null,
  names,
  interactionUrl: () => null,
});

/** What must hold of every record, for any documents. */
function checkRecord(record: ReturnType<typeof surveyRecord>, form: Form | null): void {
  const asked = form?.questions.map(({ id }) => id) ?? [];
  const answered = record.answers.map(({ question_id }) => question_id);
  expect(answered.slice(0, asked.length)).toEqual(asked);
  expect(new Set(answered).size).toBe(answered.length);
  for (const { satisfaction, satisfied, value, not_applicable, role } of record.answers) {
    expect(satisfaction === null).toBe(satisfied === null);
    if (satisfaction !== null) {
      expect(satisfaction).toBeGreaterThanOrEqual(0);
      expect(satisfaction).toBeLessThanOrEqual(1);
      expect([role, value === null, not_applicable]).toEqual(["csat", false, false]);
    }
  }
  for (const value of Object.values(record)) expect(value).not.toBeUndefined();
  expect(JSON.stringify(record)).not.toMatch(/:undefined/);
  const again = JSON.parse(JSON.stringify(record.csat_scores)) as object;
  expect(Object.keys(again)).toEqual(Object.keys(record.csat_scores));
}

describe("for any documents", () => {
  test("a survey becomes a record", () =>
    fc.assert(
      fc.property(
        decoded(survey),
        fc.option(decoded(surveyForm)),
        fc.option(decoded(conversation)),
        settings,
        (document, version, interaction, scores) => {
          const form = version ? readForm(version, "survey", scores) : null;
          const lead = form ? chooseLead([form], scores).contextId : null;
          const record = surveyRecord({ survey: document, ...around(form, interaction, lead) });
          checkRecord(record, form);
          const given = record.answers.filter((one) => !one.not_applicable && (one.answer ?? one.value) !== null);
          expect(Object.keys(record.csat_scores)).toHaveLength(given.length);
        },
      ),
      { numRuns: 300 },
    ));

  test("an evaluation becomes a record", () =>
    fc.assert(
      fc.property(
        decoded(evaluation),
        fc.option(decoded(evaluationForm)),
        fc.option(decoded(conversation)),
        settings,
        (document, version, interaction, scores) => {
          const form = version ? readForm(version, "evaluation", scores) : null;
          const lead = form ? chooseLead([form], scores).contextId : null;
          const labelled = form?.questions.slice(0, 2) ?? [];
          const record = evaluationRecord({ evaluation: document, labelled, ...around(form, interaction, lead) });
          checkRecord(record, form);
          expect(Object.keys(record.csat_scores).length).toBeLessThanOrEqual(labelled.length);
        },
      ),
      { numRuns: 300 },
    ));

  test("an interaction shares out one response", () =>
    fc.assert(
      fc.property(decoded(conversation), (document) => {
        const facts = readInteraction(document);
        const { first, last, longest, all } = attribute(facts, { kind: "survey", agentId: null, queueId: null });
        for (const rule of [first, last, longest, all]) {
          expect(rule.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(facts.parts.length > 0 ? 1 : 0, 9);
        }
      }),
      { numRuns: 300 },
    ));

  for (const [kind, schema] of [
    ["survey", surveyForm],
    ["evaluation", evaluationForm],
  ] as const) {
    test(`a form of the ${kind} kind has roles with reasons, in form order`, () =>
      fc.assert(
        fc.property(decoded<z.ZodType<z.infer<typeof surveyForm>>>(schema), settings, (document, scores) => {
          const form = readForm(document, kind, scores);
          const wanted = (document.questionGroups ?? []).flatMap(({ questions }) => questions ?? []);
          const asked = wanted.filter(({ type }) => type !== "readOnlyTextBlockQuestion");
          expect(form.questions.map(({ id }) => id)).toEqual([...new Set(asked.map(({ id }) => id))]);
          for (const { reason } of form.questions) expect(reason).toMatch(/\.$/);
        }),
        { numRuns: 200 },
      ));
  }
});
