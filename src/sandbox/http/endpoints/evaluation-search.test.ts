import { expect, test } from "vitest";
import { evaluation, interaction, monday, smallOrg } from "../../../../test/orgs/small-org.ts";
import { openAsked, type Reply } from "../../../../test/servers/asked.ts";
import { createTestClock } from "../../../../test/servers/clock.ts";
import { day, isoTime } from "../../../base/index.ts";
import type { WireVariant } from "../../variants.ts";

const finished = (id: string, time: number, changes = {}) =>
  evaluation(
    id,
    [
      ["Pending", monday],
      ["Finished", time],
    ],
    changes,
  );
const org = smallOrg(
  [
    finished("first", monday + day),
    finished("second", monday + 2 * day, { totalScore: 40 }),
    finished("third", monday + 3 * day),
    finished("machine", monday + 2 * day, { systemSubmitted: true, evaluatorId: null }),
    evaluation("deleted", [
      ["Pending", monday],
      ["Finished", monday],
      ["Deleted", monday + day],
    ]),
    evaluation("pending", [["Pending", monday]]),
  ].map((each) => interaction(`i-${each.id}`, monday, { evaluations: [each] })),
);
const path = "/quality/evaluations/search";
const open = (variants: readonly WireVariant[] = []) =>
  openAsked({ org, clock: createTestClock(monday + 6 * day), limit: "off", variants });
const range = (field: string, from = monday - day, to = monday + 30 * day) => ({
  ...{ type: "DATE_RANGE", field, startValue: isoTime(from), endValue: isoTime(to) },
});
const body = (...more: object[]) => ({
  ...{ pageNumber: 1, pageSize: 100, sortBy: "submittedDate", sortOrder: "ASC" },
  query: [range("submittedDate"), ...more],
});
const exact = (field: string, value: string) => ({ type: "EXACT", field, value });
const ids = ({ body }: Reply): string[] => body.results.map(({ id }: { id: string }) => id);

test("finds human evaluations by default and the machine's on demand", async () => {
  await using asked = await open();
  expect(ids(await asked.ask(path, body()))).toEqual(["first", "second", "third"]);
  expect(ids(await asked.ask(path, { ...body(), systemSubmitted: true }))).toEqual(["machine"]);
  expect(ids(await asked.ask(path, { ...body(), sortOrder: "DESC" }))).toEqual(["third", "second", "first"]);
});

test("there is no total and no next link; a short page is the last", async () => {
  await using asked = await open();
  const page = async (pageNumber: number) => (await asked.ask(path, { ...body(), pageSize: 2, pageNumber })).body;
  expect(Object.keys(await page(1))).toEqual(["pageSize", "pageNumber", "results"]);
  expect((await page(2)).results).toHaveLength(1);
  expect((await page(3)).results).toEqual([]);
  expect((await asked.ask(path, { ...body(), pageSize: 0 })).body.results).toEqual([]);
});

test("a result is totals, ids and the form's version id", async () => {
  await using asked = await open();
  const [first] = (await asked.ask(path, body())).body.results;
  expect(first.answers).toEqual({ totalScore: 86.6, totalCriticalScore: 100, anyFailedKillQuestions: false });
  expect(first.evaluationForm).toEqual({ id: "ef-1", selfUri: "/api/v2/quality/forms/evaluations/ef-1" });
  expect(first.status).toBe("FINISHED");
  expect(first.agent).not.toHaveProperty("name");
});

test.each<[object, string[]]>([
  [exact("evaluationStatus", "FINISHED"), ["first", "second", "third"]],
  [exact("evaluationStatus", "Finished"), ["first", "second", "third"]],
  [{ ...exact("conversationId", "i-first"), operator: "NOT" }, ["second", "third"]],
  [{ type: "EXACT", field: "evaluationId", values: ["first", "third"] }, ["first", "third"]],
  [{ type: "LESS_THAN", field: "totalScore", value: "50" }, ["second"]],
  [{ type: "RANGE", field: "totalScore", startValue: "40", endValue: "40" }, ["second"]],
  [{ type: "REQUIRED_FIELDS", field: "releaseDate" }, []],
  [exact("mediaType", "CALL"), ["first", "second", "third"]],
  [exact("mediaType", "voice"), []],
  [range("submittedDate", monday, monday + 2 * day), ["first", "second"]],
])("%j", async (criterion, expected) => {
  await using asked = await open();
  expect(ids(await asked.ask(path, body(criterion)))).toEqual(expected);
});

test.each<[object, string]>([
  [{ ...body(), query: undefined }, "query"],
  [{ ...body(), query: [] }, "query"],
  [{ ...body(), query: [exact("evaluationStatus", "FINISHED")] }, "query"],
  [{ ...body(), query: [range("submittedDate", monday, monday + 93 * day)] }, "query"],
  [{ ...body(), query: [{ ...range("submittedDate"), startValue: "2026-03-01T00:00:00Z" }] }, "query.0.startValue"],
  [{ ...body(), query: [{ ...range("submittedDate"), endValue: undefined }] }, "query.endValue"],
  [body({ type: "EXACT", field: "agentId", values: Array.from({ length: 51 }, String) }), "query.1.values"],
  [body(exact("score", "1")), "query.1.field"],
  [{ ...body(), pageNumber: undefined }, "pageNumber"],
  [{ ...body(), pageSize: 101 }, "pageSize"],
  [{ ...body(), sortBy: "totalScore" }, "sortBy"],
  [{ ...body(), from: "2026-03-01" }, "from"],
])("refuses %j", async (wrong, field) => {
  await using asked = await open();
  const reply = await asked.ask(path, wrong);
  expect([reply.status, reply.body.details[0]?.fieldName]).toEqual([400, field]);
});

test("nobody is assigned", async () => {
  await using asked = await open();
  expect(ids(await asked.ask(path, body(exact("assigneeId", "evaluator"))))).toEqual([]);
});

test("three months are allowed, question groups are not simulated", async () => {
  await using asked = await open();
  const quarter = { ...body(), query: [range("submittedDate", Date.parse("2026-01-31Z"), Date.parse("2026-04-30Z"))] };
  expect((await asked.ask(path, quarter)).status).toBe(200);
  // 30 February is its last day, and not in March.
  const winter = (to: string) => ({
    ...body(),
    query: [range("submittedDate", Date.parse("2025-11-30Z"), Date.parse(to))],
  });
  expect((await asked.ask(path, winter("2026-02-28Z"))).status).toBe(200);
  expect((await asked.ask(path, winter("2026-03-01Z"))).status).toBe(400);
  expect((await asked.ask(path, body(exact("questionGroupId", "ef-1-g")))).status).toBe(501);
  expect((await asked.ask(path, { ...body(), aggregations: [{}] })).status).toBe(501);
});

test("variants: one case of status only, question scores, deleted ones", async () => {
  const found = async (variant: WireVariant, criterion: object) => {
    await using asked = await open([variant]);
    return ids(await asked.ask(path, body(criterion)));
  };
  const [upper, mixed] = [exact("evaluationStatus", "FINISHED"), exact("evaluationStatus", "Finished")];
  expect([await found("search-upper-case", upper), await found("search-upper-case", mixed)]).toMatchObject([
    { length: 3 },
    [],
  ]);
  expect([await found("search-mixed-case", upper), await found("search-mixed-case", mixed)]).toMatchObject([
    [],
    { length: 3 },
  ]);
  expect(await found("deleted-in-search", upper)).toContain("deleted");
  await using asked = await open(["search-question-scores"]);
  const [first] = (await asked.ask(path, body())).body.results;
  expect(first.answers.questionGroupScores).toHaveLength(1);
});
