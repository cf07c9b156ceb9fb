import { describe, expect, test } from "vitest";
import { connect } from "../../test/servers/connect.ts";
import type { Answer } from "../../test/servers/loopback.ts";
import { CredentialsError, PermissionError, RequestError } from "../base/index.ts";
import { type Endpoint, endpoints, type Input } from "./index.ts";

interface Case {
  readonly endpoint: Endpoint<unknown>;
  readonly input: Input;
  readonly good: object;
}

/** One of each kind of answer: listing, aggregate, details, search, single document, bare list. */
const cases = {
  listing: { endpoint: endpoints.users, input: {}, good: { entities: [] } },
  cursor: { endpoint: endpoints.teams, input: {}, good: { entities: [] } },
  aggregate: { endpoint: endpoints.surveyAggregates, input: { body: {}, indivisible: true }, good: { results: [] } },
  details: {
    endpoint: endpoints.conversationDetailsQuery,
    input: { body: {}, indivisible: true },
    good: { totalHits: 0 },
  },
  search: { endpoint: endpoints.evaluationsSearch, input: { body: {}, indivisible: true }, good: { results: [] } },
  survey: { endpoint: endpoints.survey, input: { path: { surveyId: "s1" } }, good: { id: "s1" } },
  form: { endpoint: endpoints.surveyForm, input: { path: { formId: "f1" } }, good: { id: "F1" } },
  evaluation: {
    endpoint: endpoints.evaluation,
    input: { path: { conversationId: "c1", evaluationId: "e1" } },
    good: { id: "e1" },
  },
  bare: { endpoint: endpoints.conversationSurveys, input: { path: { conversationId: "c1" } }, good: [] },
} as const satisfies Record<string, Case>;

/** Asks an API that gives these answers in turn, the last one for ever. */
async function ask({ endpoint, input }: Case, ...answers: readonly Answer[]) {
  let asked = 0;
  await using c = await connect(({ path }) => {
    if (!path.startsWith("/api")) return undefined;
    asked += 1;
    return answers[Math.min(asked, answers.length) - 1];
  });
  const outcome = await c.genesys.ask(endpoint, input).catch((error: unknown) => error);
  return { outcome, asked };
}

const all = Object.entries<Case>(cases);

describe.each(all)("an error that comes with a 200 in place of a %s", (_, one) => {
  test.each([
    { message: "The request timed out.", code: "request.timeout", status: 504 },
    { code: "internal.server.error" },
    { message: "Something." },
    { status: 503 },
    { status: 502, conversations: null, entities: null, results: null },
  ])("is a failure that is repeated: %j", async (body) => {
    const { outcome, asked } = await ask(one, { body }, { body }, { body: one.good });
    expect(outcome).toEqual(one.good);
    expect(asked).toBe(3);
  });

  test("and that stays is reported", async () => {
    const { outcome } = await ask(one, { body: { message: "The request timed out.", code: "request.timeout" } });
    if (!(outcome instanceof RequestError)) throw outcome;
    expect([outcome.status, outcome.message]).toEqual([504, expect.stringContaining("it answers 504")]);
  });

  test("means what its status means", async () => {
    const refused = async (body: object) => (await ask(one, { body })).outcome;
    const lack = { status: 403, code: "missing.permissions", message: "[quality:a:view]" };
    expect(await refused(lack)).toBeInstanceOf(PermissionError);
    expect(await refused({ status: 400, code: "bad.request" })).toMatchObject({ status: 400 });
    expect(await refused({ code: "not.found" })).toMatchObject({ status: 404, gone: true });
    expect(await refused({ status: 401, code: "bad.credentials" })).toBeInstanceOf(CredentialsError);
    const { outcome, asked } = await ask(one, { body: { status: 429, code: "too.many.requests" } }, { body: one.good });
    expect([outcome, asked]).toEqual([one.good, 2]);
  });
});

test("an empty list with an error in the same body is no empty list", async () => {
  for (const one of [cases.listing, cases.aggregate, cases.search]) {
    const error = { ...one.good, code: "request.timeout", status: 504 };
    expect((await ask(one, { body: error }, { body: one.good })).asked).toBe(2);
  }
});

describe.each(all)("a reply that does not answer a request for a %s is asked for again", (name, one) => {
  const wrong = name === "bare" ? ["null", "{}", '"text"', "7"] : ["null", "[]", '"text"', "7", "true"];
  test.each(wrong)("%s", async (body) => {
    const { outcome, asked } = await ask(one, { body }, { body: one.good });
    expect([outcome, asked]).toEqual([one.good, 2]);
  });
});

test("a list that is absent is nothing only where Genesys leaves it out, or where a total is 0", async () => {
  for (const one of [cases.details, cases.aggregate]) expect(await ask(one, { body: {} })).toMatchObject({ asked: 1 });
  for (const one of [cases.listing, cases.search, cases.cursor]) {
    expect(await ask(one, { body: { total: 0 } })).toMatchObject({ outcome: { total: 0 }, asked: 1 });
    expect((await ask(one, { body: {} })).outcome).toBeInstanceOf(RequestError);
  }
});

test("a page that repeats its number and size has an empty list where it has none", async () => {
  const one = { ...cases.search, input: { ...cases.search.input, body: { pageNumber: 2, pageSize: 100 } } };
  const empty = { pageNumber: 2, pageSize: 100 };
  expect(await ask(one, { body: empty })).toEqual({ outcome: empty, asked: 1 });
  for (const other of [{ pageNumber: 1, pageSize: 100 }, { pageNumber: 2 }, { pageSize: 100 }])
    expect(await ask(one, { body: other }, { body: one.good })).toMatchObject({ asked: 2 });
});

describe("the id in an answer is the id that was asked for", () => {
  const single = [cases.survey, cases.form, cases.evaluation] as const;
  test.each([{ id: "another" }, { status: "Finished" }, { id: 7 }, { id: null }])(
    "%j is asked for again",
    async (body) => {
      for (const one of single) expect(await ask(one, { body }, { body: one.good })).toMatchObject({ asked: 2 });
    },
  );

  test("in any case", async () => {
    for (const one of single) {
      const body = { id: one.good.id.toUpperCase() };
      expect(await ask(one, { body })).toEqual({ outcome: body, asked: 1 });
    }
  });

  test("and where it stays another, that is this one's failure", async () => {
    for (const one of single) {
      const { outcome } = await ask(one, { body: { id: "another" } });
      expect(outcome).toBeInstanceOf(RequestError);
      expect(String(outcome)).toMatch(/failed 8 times: its answers are of another id\./);
    }
  });
});

describe("an item of a list by ids is one of those that were asked for", () => {
  const lists = [
    ["entities", endpoints.users, "id"],
    ["conversations", endpoints.conversationDetails, "conversationId"],
  ] as const;

  test.each(lists)("%s", async (list, endpoint, field) => {
    const [one, other] = [{ [field]: "A1" }, { [field]: "another" }];
    const given = (input: Input, items: readonly unknown[]) =>
      ask({ endpoint, input, good: {} }, { body: { [list]: items } });
    const byId = { query: { id: ["a1", "B2"] } };
    expect((await given(byId, [other, one])).outcome).toEqual({ [list]: [one] });
    // What has no id is not taken for another one: decoding reports it.
    expect((await given(byId, [{}, null, { [field]: 7 }])).outcome).toEqual({ [list]: [{}, null, { [field]: 7 }] });
    expect((await given({}, [other])).outcome).toEqual({ [list]: [other] });
  });
});

test("neither token nor secret gets into a message that an error in a 200 repeats, however it spells them", async () => {
  const spelt = String.raw`{"status":400,"code":"s3cret","message":"Bearer t\u006fken-1 s3cret"}`;
  const { outcome } = await ask(cases.listing, { body: spelt });
  expect(String(outcome)).toContain("Bearer ***");
  expect(String(outcome)).not.toContain("token-1");
});
