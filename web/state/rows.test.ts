import { expect, test } from "vitest";
import { readAddress } from "./address.ts";
import { readQuery } from "./query.ts";
import { commentQuery, exportPath, interactionAddress, leadOf, listAddress, readRowPage, rowsPath } from "./rows.ts";

const answer = (changes: object) => ({
  ...{ question_id: "q", question_context_id: null, group: null, question: "How?", type: "multipleChoiceQuestion" },
  ...{ role: "csat", answer: "so", value: 4, scale_min: 1, scale_max: 5, satisfaction: 0.75, satisfied: true },
  ...{ comment: null, not_applicable: false },
  ...changes,
});
const leadIn = (score: number | null, ...answers: object[]) =>
  leadOf({ csat_score: score, answers: answers as unknown as Parameters<typeof leadOf>[0]["answers"] });

test("a satisfaction is shown as the answer that it stands for, and which end of its scale is the best", () => {
  expect(leadIn(0.75, answer({}))).toEqual({ value: 4, best: 5, isTurned: false });
  expect(leadIn(1, answer({ value: 1, scale_max: 6, satisfaction: 1 }))).toEqual({ value: 1, best: 1, isTurned: true });
  expect(leadIn(0.5, answer({ value: 3, satisfaction: 0.5 }))).toEqual({ value: 3, best: 5, isTurned: false });
  expect(leadIn(0.75, answer({}), answer({}))).toEqual({ value: 4, best: 5, isTurned: false });
  expect(
    leadIn(
      0,
      answer({ value: 0, scale_min: 0, scale_max: 10, satisfaction: 0 }),
      answer({ value: 1, satisfaction: 0 }),
    ),
  ).toBeNull();
  expect(leadIn(0.75, answer({ role: "ces" }))).toBeNull();
  expect(leadIn(0.75, answer({ scale_max: null }))).toBeNull();
  expect(leadIn(null, answer({}))).toBeNull();
});

test("a list asks for all that its address does, and its interactions lead back to it", () => {
  const query = readQuery("queue=a&figure=nps&text=no, well&order=lowest&sort=-n");
  expect(rowsPath(query, "c")).toBe("/api/rows?queue=a&figure=nps&text=no%2C+well&order=lowest&limit=50&cursor=c");
  expect(exportPath(query, "csv")).toBe("/api/export?queue=a&figure=nps&text=no%2C+well&order=lowest&format=csv");
  expect(interactionAddress(query, "i/1", "responses")).toBe(
    "/interactions/i%2F1?queue=a&figure=nps&text=no%2C+well&order=lowest&list=responses",
  );
  const list = "queue=a&figure=nps&text=no%2C+well&order=lowest";
  expect(listAddress(readAddress(interactionAddress(query, "i", "responses")).query)).toBe(`/responses?${list}`);
  expect(listAddress(readAddress(interactionAddress(query, "i", "comments")).query)).toBe(`/comments?${list}`);
  expect(listAddress(readQuery("queue=a"))).toBe("/comments?queue=a");
  expect(listAddress(readQuery("queue=a&figure=nps"))).toBe("/responses?queue=a&figure=nps");
  expect(commentQuery(readQuery("queue=a"))).toEqual(readQuery("queue=a&figure=comments"));
  expect(commentQuery(query)).toBe(query);
});

test.each([null, [], { total: "1", rows: [] }, { total: 1 }])("%j is no page of rows", (json) => {
  expect(() => readRowPage(json)).toThrow("did not answer with a list of rows");
});
