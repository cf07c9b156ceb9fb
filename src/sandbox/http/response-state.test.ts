import { expect, test } from "vitest";
import { evaluation, monday, slow, survey } from "../../../test/orgs/small-org.ts";
import { day, hour, minute } from "../../base/index.ts";
import { evaluationStateAt, surveyStateAt } from "./response-state.ts";

test("a survey is what its latest event made it; analytics learns of it later", () => {
  const finished = monday + 3 * day + minute;
  expect(surveyStateAt(slow, monday, "time")).toBeUndefined();
  expect(surveyStateAt(slow, finished - 1, "time")).toMatchObject({ status: "InProgress", completed: null });
  expect(surveyStateAt(slow, finished, "time")).toMatchObject({ status: "Finished", completed: finished });
  expect(surveyStateAt(slow, finished, "eventTime")).toMatchObject({ status: "InProgress" });
  expect(surveyStateAt(slow, finished + 400, "eventTime")).toMatchObject({ status: "Finished" });
});

test("deletion is no status", () => {
  const gone = survey("gone", [
    ["Pending", monday],
    ["Sent", monday + hour],
    ["Deleted", monday + day],
  ]);
  expect(surveyStateAt(gone, monday + day, "time")).toMatchObject({ status: "Sent", deleted: true });
});

test("an evaluation's submission is its last one; release and rescoring are no statuses", () => {
  const rescored = evaluation("rescored", [
    ["Pending", monday],
    ["Finished", monday + hour],
    ["Released", monday + 2 * hour],
    ["Rescored", monday + 3 * hour],
    ["Released", monday + 4 * hour],
  ]);
  const state = (now: number) => evaluationStateAt(rescored, now, "time");
  expect(state(monday - 1)).toBeUndefined();
  expect(state(monday)).toMatchObject({ status: "Pending", submitted: null, released: null, created: monday });
  expect(state(monday + 2 * hour)).toMatchObject({
    submitted: monday + hour,
    released: monday + 2 * hour,
    rescored: false,
  });
  expect(state(monday + day)).toMatchObject({
    ...{ status: "Finished", rescored: true, deleted: false, changed: monday + 4 * hour },
    ...{ submitted: monday + 3 * hour, released: monday + 4 * hour },
  });
});

test("a revised evaluation ends retracted", () => {
  const steps = [
    ["Pending", monday],
    ["Finished", monday + hour],
    ["Retracted", monday + day],
  ] as const;
  expect(evaluationStateAt(evaluation("old", steps), monday + day, "time")).toMatchObject({
    ...{ status: "Retracted", submitted: monday + hour },
  });
});
