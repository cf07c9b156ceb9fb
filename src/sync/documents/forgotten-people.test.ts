import { expect, test } from "vitest";
import { forgetPeople, hasForgotten, withForgottenOf } from "./forgotten-people.ts";

const interaction = {
  id: "i",
  document: {
    conversationId: "i",
    participants: [{ purpose: "customer" }, { userId: "ann", teamId: "t" }, { userId: "bob" }, { userId: "ann" }],
    surveys: [{ surveyId: "s", userId: "bob" }],
    evaluations: [{ evaluationId: "e", userId: "ann", evaluatorId: "eve" }],
  },
};
const survey = {
  id: "s",
  document: { id: "s", agent: { id: "bob", name: "Bob" }, agentTeam: { id: "t", name: "Team" } },
};
const machine = { id: "m", document: { id: "m", agent: { id: "ann" }, evaluator: null } };

test("the same person has the same number in all documents of an interaction, and no name", () => {
  const [one, two, three] = forgetPeople([interaction, survey, machine]);
  expect(one).toEqual({
    conversationId: "i",
    participants: [
      { purpose: "customer" },
      { userId: "forgotten-1", teamId: "t" },
      { userId: "forgotten-2" },
      { userId: "forgotten-1" },
    ],
    surveys: [{ surveyId: "s", userId: "forgotten-2" }],
    evaluations: [{ evaluationId: "e", userId: "forgotten-1", evaluatorId: "forgotten-3" }],
  });
  expect(two).toEqual({ id: "s", agent: { id: "forgotten-2" }, agentTeam: { id: "t", name: "Team" } });
  expect(three).toEqual({ id: "m", agent: { id: "forgotten-1" }, evaluator: null });
  expect([one, two, three].every(hasForgotten)).toBe(true);
});

test("who comes again has the number that stands for them, and somebody else another one", () => {
  const [known] = forgetPeople([interaction]);
  const evaluation = { id: "e", document: { id: "e", agent: { id: "ann", name: "Ann" }, evaluator: { id: "eve" } } };
  const other = { id: "x", document: { id: "x", agent: { id: "zoe" } } };
  const again = forgetPeople([{ id: "i", document: known }, survey, evaluation, other]);
  expect(again).toEqual([
    known,
    { id: "s", agent: { id: "forgotten-2" }, agentTeam: { id: "t", name: "Team" } },
    { id: "e", agent: { id: "forgotten-1" }, evaluator: { id: "forgotten-3" } },
    { id: "x", agent: { id: "forgotten-4" } },
  ]);
});

test("a later version of a document keeps the numbers of the stored one", () => {
  const stored = { id: "e", status: "Finished", agent: { id: "forgotten-1" } };
  const later = { id: "e", agent: { id: "ann", name: "Ann" }, status: "Retracted" };
  expect(withForgottenOf(stored, later)).toEqual({ id: "e", agent: { id: "forgotten-1" }, status: "Retracted" });
  expect(withForgottenOf({ id: "e", agent: { id: "ann" } }, later)).toBe(later);
});
