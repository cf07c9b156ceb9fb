import { expect, test } from "vitest";
import { changeOf } from "./changes.ts";

const hashes = { listed: true, row_hash: "r", answers_hash: "a", legs_hash: "l", legs: 0 };
const answer = { position: 0, answer: "yes", change_id: 1 };

test.each([
  ["when its interaction began", { interaction_start: "2026-03-05T07:00:00.000Z" }],
  ["when it was sent", { sent_date: "2026-03-05T07:00:00.000Z" }],
  ["what its figures are made of", { headline: true, points: 5 }],
])("answers of which only %s is other than before have not changed for a reader", (_, unseen) => {
  const comparison = (after: object) =>
    changeOf({
      ...{
        id: "r1",
        source: "survey",
        before: { ...hashes, answer_hash: "1" },
        after: { ...hashes, answer_hash: "2" },
      },
      ...{ answersBefore: [answer], answersAfter: [{ position: 0, answer: "yes", ...after }] },
    });
  expect(comparison(unseen)).toBeNull();
  expect(comparison({ ...unseen, answer: "no" })?.answers).toEqual(new Set([0]));
});
