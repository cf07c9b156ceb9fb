import { expect, test } from "vitest";
import { ageOf } from "./documents.ts";

const evaluation = { changedDate: "2026-03-02T10:00:00.000Z", submittedDate: "2026-03-01T10:00:00.000Z" };
const survey = { status: "Finished", answers: {} };

test.each([
  ["evaluation", evaluation],
  ["survey", survey],
] as const)("the document of one %s is later than the same read in bulk", (kind, document) => {
  expect(ageOf(kind, document)).toBeGreaterThan(ageOf(kind, { ...document, bulk: { textsRead: false } }));
});

test("a name is later than none, whichever was looked for last", () => {
  const [named, unnamed] = [
    { id: "a", name: "Ann" },
    { id: "a", name: null },
  ];
  for (const kind of ["user", "queue", "wrap-up-code", "division", "team"] as const)
    expect(ageOf(kind, named)).toBeGreaterThan(ageOf(kind, unnamed));
});

test("an evaluation that was read in bulk after it had changed is later than its earlier document", () => {
  const changed = { ...evaluation, changedDate: "2026-03-02T10:00:00.001Z", bulk: { textsRead: false } };
  expect(ageOf("evaluation", changed)).toBeGreaterThan(ageOf("evaluation", evaluation));
});
