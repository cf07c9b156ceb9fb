import { expect, test } from "vitest";
import { evaluation, interaction, monday, slow, smallOrg, survey } from "../../../test/orgs/small-org.ts";
import { type Asked, openAsked, type Reply } from "../../../test/servers/asked.ts";
import { createTestClock } from "../../../test/servers/clock.ts";
import { day, hour, isoInterval, isoTime, second } from "../../base/index.ts";
import { type FaultName, faults } from "./all-faults.ts";

const otherInteractions = Array.from({ length: 10 }, (_, index) => {
  const own = evaluation(`e${index}`, [
    ["Pending", monday],
    ["Finished", monday + (index + 1) * hour],
  ]);
  return interaction(`i-e${index}`, monday + index * hour, { evaluations: [own] });
});
const other = survey("other", [
  ["Pending", monday],
  ["Finished", monday + hour],
]);
const org = smallOrg([interaction("i-slow", monday, { surveys: [slow, other] }), ...otherInteractions]);
const open = (...names: FaultName[]) =>
  openAsked({ org, clock: createTestClock(monday + 6 * day), limit: "off", faults: names });

/** A hundred different requests: what came back, with the status 0 where nothing did. */
async function hundred(asked: Asked): Promise<number[]> {
  const statuses: number[] = [];
  for (let index = 0; index < 100; index += 1) statuses.push((await tried(asked, `/teams?name=${index}`)).status);
  return statuses;
}

async function tried(asked: Asked, path: string): Promise<Pick<Reply, "status" | "headers">> {
  try {
    const reply = await asked.ask(path);
    if (reply.status === 401) await asked.login();
    return { ...reply, status: reply.body.status ?? reply.status };
  } catch {
    return { status: 0, headers: new Headers() };
  }
}

const failing: readonly (readonly [FaultName, number])[] = [
  ["rate-limit-bursts", 429],
  ["late-retry-after", 429],
  ["server-errors", 504],
  ["errors-in-200", 504],
  ["dropped-answers", 0],
  ["truncated-answers", 0],
  ["revoked-tokens", 401],
];

test.each(failing)("%s strikes now and then, the same way each time", async (name, status) => {
  await using one = await open(name);
  await using again = await open(name);
  const statuses = await hundred(one);
  const struck = statuses.filter((each) => each !== 200);
  expect(struck).toContain(status);
  expect(struck.length).toBeLessThan(50);
  expect(await hundred(again)).toEqual(statuses);
});

test.each(failing)("%s strikes the same request at most twice in a row, in any company", async (name) => {
  await using asked = await open(name, "server-errors", "rate-limit-bursts");
  let inARow = 0;
  for (let index = 0; index < 150; index += 1) {
    inARow = (await tried(asked, "/users")).status === 200 ? 0 : inARow + 1;
    expect(inARow).toBeLessThanOrEqual(2);
  }
});

test("a 429 has Retry-After, unless it comes late", async () => {
  const headers = async (...names: FaultName[]) => {
    await using asked = await open(...names);
    for (let index = 0; ; index += 1) {
      const reply = await asked.ask(`/teams?name=${index}`);
      if (reply.status === 429) return reply.headers.get("retry-after");
    }
  };
  expect(await headers("rate-limit-bursts")).toBe("1");
  expect(await headers("rate-limit-bursts", "late-retry-after")).toBeNull();
});

test.each<[FaultName, number]>([
  ["shifting-pages", 1],
  ["repeated-pages", 2],
])("%s deals rows out again and loses none", async (name, again) => {
  await using asked = await open(name);
  const query = (pageNumber: number) => ({
    interval: isoInterval({ from: monday - day, to: monday + 2 * day }),
    evaluationFilters: [{ type: "and", predicates: [{ dimension: "evaluationId", operator: "exists" }] }],
    paging: { pageSize: 4, pageNumber },
  });
  const search = (pageNumber: number) => ({
    ...{ pageNumber, pageSize: 4 },
    query: [
      { type: "DATE_RANGE", field: "submittedDate", startValue: isoTime(monday), endValue: isoTime(monday + day) },
    ],
  });
  const ways = [
    { path: "/analytics/conversations/details/query", body: query, rows: "conversations", id: "conversationId" },
    { path: "/quality/evaluations/search", body: search, rows: "results", id: "id" },
  ];
  for (const { path, body, rows, id } of ways) {
    const pages: string[][] = [];
    for (let page = 1; pages.at(-1)?.length !== 0; page += 1)
      pages.push(((await asked.ask(path, body(page))).body[rows] ?? []).map((row: Record<string, string>) => row[id]));
    expect(pages[1]?.slice(0, again)).toEqual(pages[0]?.slice(-again));
    expect(new Set(pages.flat()).size).toBe(10);
    expect(pages.slice(0, -2).every((page) => page.length === 4)).toBe(true);
  }
});

test("shuffled-rows brings the same rows in another order", async () => {
  const body = {
    interval: isoInterval({ from: monday - day, to: monday + 2 * day }),
    paging: { pageSize: 25, pageNumber: 1 },
  };
  const idsOf = async (...names: FaultName[]): Promise<string[]> => {
    await using asked = await open(...names);
    const answer = await asked.ask("/analytics/conversations/details/query", body);
    return (answer.body["conversations"] ?? []).map((row: Record<string, string>) => row["conversationId"]);
  };
  const [plain, shuffled] = [await idsOf(), await idsOf("shuffled-rows")];
  expect(shuffled).not.toEqual(plain);
  expect(shuffled.toSorted()).toEqual(plain.toSorted());
});

test("an error in a 200 is a whole error body, on any endpoint", async () => {
  await using asked = await open("errors-in-200");
  const bodies = [];
  for (let index = 0; index < 60; index += 1) {
    const reply = await asked
      .ask(
        index % 2 === 0 ? "/quality/surveys/slow" : "/analytics/surveys/aggregates/query",
        {
          ...{ interval: isoInterval({ from: monday, to: monday + day }), metrics: ["nSurveysSent"] },
        },
        index % 2 === 0 ? "GET" : "POST",
      )
      .catch(() => null);
    if (reply?.body.code) bodies.push([reply.status, reply.body.code, reply.body.status, reply.body.message]);
  }
  expect(bodies.length).toBeGreaterThan(0);
  expect(new Set(bodies.map((body) => body.join()))).toEqual(
    new Set(["200,request.timeout,504,The request timed out."]),
  );
});

test("wrong-totals", async () => {
  await using asked = await open("wrong-totals");
  const totals = [];
  for (let page = 1; page <= 4; page += 1)
    totals.push((await asked.ask(`/users?state=any&pageSize=3&pageNumber=${page}`)).body.total);
  expect(new Set(totals)).toEqual(new Set([1, 6]));
});

test("lower-case-enums", async () => {
  await using asked = await open("lower-case-enums");
  expect((await asked.ask("/quality/surveys/slow")).body).toMatchObject({ status: "finished", surveyType: "web" });
  const [found] = (await asked.ask("/quality/conversations/i-e1/evaluations/e1")).body.mediaType;
  expect(found).toBe("CALL");
});

test("malformed-document spoils one of each kind, for good", async () => {
  await using asked = await open("malformed-document");
  for (let time = 0; time < 2; time += 1) {
    expect((await asked.ask("/quality/surveys/slow")).body.answers).toBe("none");
    expect((await asked.ask("/quality/surveys/other")).body.answers).toHaveProperty("totalScore");
    expect((await asked.ask("/quality/conversations/i-e1/evaluations/e1")).body.answers).toBe("none");
    expect((await asked.ask("/quality/conversations/i-e2/evaluations/e2")).body.answers).toHaveProperty("totalScore");
    const { conversations } = (await asked.ask("/analytics/conversations/details?id=i-e1,i-e2")).body;
    expect(conversations.map(({ participants }: { participants: unknown }) => typeof participants)).toEqual([
      "string",
      "object",
    ]);
  }
  expect(asked.sandbox.spoilt).toEqual([
    { kind: "survey", id: "slow" },
    { kind: "evaluation", id: "e1" },
    { kind: "conversation", id: "i-e1" },
  ]);
});

test("broken-survey answers 500, alone and among its interaction's", async () => {
  await using asked = await open("broken-survey");
  for (const path of ["/quality/surveys/slow", "/quality/surveys/slow", "/quality/conversations/i-slow/surveys"])
    expect((await asked.ask(path)).body).toMatchObject({ status: 500, code: "internal.server.error" });
  expect((await asked.ask("/quality/surveys/other")).status).toBe(200);
});

test("html answers everything with a page, the token too", async () => {
  await using asked = await open("html");
  const reply = await asked.askAs(null, "/users");
  expect([reply.status, reply.headers.get("content-type")]).toEqual([200, "text/html"]);
  expect((await asked.login()).body).toContain("<!doctype html>");
});

test("hang accepts and never answers, and the sandbox can still be closed", async () => {
  await using asked = await open("hang");
  const request = fetch(asked.sandbox.url, { signal: AbortSignal.timeout(second / 4) });
  await expect(request).rejects.toThrow("timeout");
  expect(asked.sandbox.requests).toEqual([expect.objectContaining({ status: 0 })]);
});

test("each fault is described in a sentence", () => {
  for (const { description } of Object.values(faults)) expect(description).toMatch(/^[A-Z`].+\.$/);
});
