import { expect, test } from "vitest";
import { answer, leg, openStored, response } from "../../test/orgs/stored.ts";
import type { Reader } from "../warehouse/index.ts";
import type { ExportRow } from "./decode-row.ts";
import { rows } from "./rows.ts";
import type { Selection } from "./selection.ts";

async function idsOf(reader: Reader, selection: Omit<Selection, "rows">): Promise<unknown[]> {
  return (await allOf(reader, { rows: "responses", ...selection })).map((row) => row["response_id"]);
}

async function allOf(reader: Reader, selection: Selection): Promise<ExportRow[]> {
  const all: ExportRow[] = [];
  for await (const batch of rows(reader, { columns: undefined, ...selection })) all.push(...batch);
  return all;
}

const at = (time: string) => ({ submit_date: time });

test("responses come in the order of submission, then of ids, what has none last", async () => {
  await using warehouse = await openStored({
    response: [
      response("open-b", { ...at("2026-01-01"), submit_date: null, status: "Sent" }),
      response("late", at("2026-03-09T00:00:00.000Z")),
      response("b", at("2026-03-02T10:30:00.000Z")),
      response("open-a", { submit_date: null }),
      response("a", at("2026-03-02T10:30:00.000Z")),
      response("early", at("2026-03-02T10:29:59.999Z")),
    ],
  });
  expect(await idsOf(warehouse, {})).toEqual(["early", "a", "b", "late", "open-a", "open-b"]);
});

test("filters choose as those of extract do", async () => {
  await using warehouse = await openStored({
    response: [
      response("survey", { media_type: "voice", queue_name: "Köln", queue_id: "Q1", form_name: "Post-call" }),
      response("evaluation", { source: "evaluation", media_type: "chat", form_id: "f1", form_context_id: "F-ALL" }),
      response("open", { submit_date: null, queue_name: "KÖLN" }),
    ],
  });
  const day = (from: string, to: string) => ({ range: { from: Date.parse(from), to: Date.parse(to) } });
  expect(await idsOf(warehouse, { sources: ["surveys"] })).toEqual(["survey", "open"]);
  expect(await idsOf(warehouse, { sources: ["evaluations"] })).toEqual(["evaluation"]);
  expect(await idsOf(warehouse, { media: ["VOICE", "email"] })).toEqual(["survey"]);
  expect(await idsOf(warehouse, { queues: ["köln"] })).toEqual(["survey", "open"]);
  expect(await idsOf(warehouse, { queues: ["q1"] })).toEqual(["survey"]);
  expect(await idsOf(warehouse, { forms: ["post-CALL", "f-all"] })).toEqual(["evaluation", "survey"]);
  expect(await idsOf(warehouse, { forms: ["F1"], media: ["voice"] })).toEqual([]);
  expect(await idsOf(warehouse, day("2026-03-05T08:15:00Z", "2026-03-06"))).toEqual(["evaluation", "survey"]);
  expect(await idsOf(warehouse, day("2026-03-05", "2026-03-05T08:15:00Z"))).toEqual([]);
  expect(await idsOf(warehouse, { queues: ["' OR 1=1 --"] })).toEqual([]);
});

test("unlisted responses come under `all` alone, with the columns that show why", async () => {
  await using warehouse = await openStored({
    response: [response("kept"), response("gone", { listed: false, deleted: true, released: false })],
  });
  expect(await idsOf(warehouse, {})).toEqual(["kept"]);
  const [gone, kept] = await allOf(warehouse, { rows: "responses", all: true });
  expect(gone).toMatchObject({ response_id: "gone", deleted: true, released: false, never_release: null });
  expect(Object.keys(kept ?? {}).slice(-10)).toEqual([
    ...["settled", "deleted", "retracted", "calibration", "released", "never_release", "redacted"],
    ...["organization_id", "changed_at", "change_id"],
  ]);
});

test("answers know their response, legs theirs, and filters choose responses", async () => {
  await using warehouse = await openStored({
    response: [
      response("r2", { ...at("2026-03-06T00:00:00.000Z"), agent_name: "Ada", form_name: "Post-call" }),
      response("r1", { interaction_id: "i-r2", queue_name: "Billing" }),
      response("gone", { listed: false, interaction_id: "i-r2" }),
    ],
    answer: [
      answer("r2", 1, { question: "Anything else?", answer: "no" }),
      answer("r2", 0, { answer: "Good", value: 4, lead: true }),
      answer("r1", 0),
      answer("gone", 0),
    ],
    leg: [leg("r2", 1), leg("r2", 0, { wrap_up: '["Resolved",null]', queue_name: "Other" })],
  });
  const answers = await allOf(warehouse, { rows: "answers" });
  expect(answers.map((row) => [row["response_id"], row["position"]])).toEqual([
    ["r1", 0],
    ["r2", 0],
    ["r2", 1],
  ]);
  expect(answers[1]).toMatchObject({ agent_name: "Ada", form_name: "Post-call", answer: "Good", value: 4, lead: true });
  const legs = await allOf(warehouse, { rows: "legs" });
  expect(legs.map((row) => [row["response_id"], row["agent_id"]])).toEqual([
    ["r1", "a0"],
    ["r1", "a1"],
    ["r2", "a0"],
    ["r2", "a1"],
  ]);
  expect(legs[0]).toMatchObject({ interaction_id: "i-r2", talk_seconds: 10.5, wrap_up: ["Resolved", null] });
  expect(await allOf(warehouse, { rows: "legs", queues: ["Billing"] })).toHaveLength(2);
});

test("columns are those asked for, in that order; the lead question's answer can be one", async () => {
  await using warehouse = await openStored({
    response: [response("r", { divisions: '["Home"]' }), response("s")],
    answer: [
      answer("r", 0, { question: "Why?", answer: "because" }),
      answer("r", 1, { question: "How satisfied?", answer: "Very", value: 5, lead: true }),
    ],
  });
  const columns = ["lead_value", "divisions", "lead_answer", "lead_question", "deleted", "divisions"];
  expect((await allOf(warehouse, { rows: "responses", columns })).map((row) => Object.entries(row))).toEqual([
    [
      ["lead_value", 5],
      ["divisions", ["Home"]],
      ["lead_answer", "Very"],
      ["lead_question", "How satisfied?"],
      ["deleted", false],
    ],
    [
      ["lead_value", null],
      ["divisions", null],
      ["lead_answer", null],
      ["lead_question", null],
      ["deleted", false],
    ],
  ]);
});

test("a response stands once where two of its answers are of the lead: with the one that counts", async () => {
  const lead = { question: "How satisfied?", lead: true };
  await using warehouse = await openStored({
    response: ["counted", "answered", "neither"].map((id) => response(id)),
    answer: [
      answer("counted", 0, { ...lead, answer: "Bad", value: 1 }),
      answer("counted", 1, { ...lead, answer: "Good", value: 5, headline: true }),
      answer("answered", 0, lead),
      answer("answered", 1, { ...lead, answer: "Good", value: 5 }),
      answer("neither", 0, lead),
      answer("neither", 1, lead),
    ],
  });
  const columns = ["response_id", "lead_question", "lead_value"];
  expect(await allOf(warehouse, { rows: "responses", columns })).toEqual([
    { response_id: "answered", lead_question: "How satisfied?", lead_value: 5 },
    { response_id: "counted", lead_question: "How satisfied?", lead_value: 5 },
    { response_id: "neither", lead_question: "How satisfied?", lead_value: null },
  ]);
});

test("a column that there is not is refused, with the one that was meant", async () => {
  await using warehouse = await openStored({});
  await expect(allOf(warehouse, { rows: "responses", columns: ["agent_nmae"] })).rejects.toMatchObject({
    message: 'There is no column "agent_nmae" in rows of responses.',
    hint: expect.stringMatching(/^Did you mean agent_name\? There are interaction_id, /),
  });
  await expect(allOf(warehouse, { rows: "legs", columns: ['x" FROM response --'] })).rejects.toThrow(/no column/);
});

test.each([
  ["JSON that was cut off", { answers: '[{"question_id"' }, /no JSON in column answers of response r1/],
  ["a list that is none", { divisions: '{"a":1}' }, /no list of names in column divisions of response r1/],
  ["a list of other things", { wrap_up: "[1]" }, /no list of names in column wrap_up of response r1/],
  ["text in place of JSON", { csat_scores: '"five"' }, /no JSON in column csat_scores of response r1/],
])("%s is named, and what to do about it", async (_, changes, message) => {
  await using warehouse = await openStored({ response: [response("r1", changes)] });
  const read = async () => {
    for await (const batch of rows(warehouse, { rows: "responses" })) expect(batch).toBeDefined();
  };
  await expect(read()).rejects.toMatchObject({
    message: expect.stringMatching(message),
    hint: expect.stringMatching(/afterword rebuild/),
  });
});
