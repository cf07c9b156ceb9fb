import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AfterwordError, day, hour, UsageError } from "../../src/base/index.ts";
import * as library from "../../src/index.ts";
import * as sandboxLibrary from "../../src/sandbox/index.ts";
import { newFolder } from "../new-folder.ts";
import { openSandboxed } from "../servers/sandboxed.ts";

// As plain JavaScript calls the library: without types that would have shown the mistake.

const nothing = { ask() {}, spent() {}, query() {}, stream() {}, transaction() {}, writer() {} };
const range = { from: "2026-03-01", to: "2026-03-08" };
const report = { some: "document" };
const access = {
  clientId: "id",
  clientSecret: "secret",
  hosts: { api: "https://a.example", login: "https://b.example" },
};

/** Each function that takes options: a call with options that are right, but for those that are added. */
const withOptions: Readonly<Record<string, (more: object) => readonly unknown[]>> = {
  ask: (more) => [nothing, "scores", { filter: { range }, ...more }],
  changes: (more) => [nothing, more],
  createGenesys: (more) => [{ ...access, ...more }],
  defaultRequest: (more) => [range, { media: ["voice"], ...more }],
  defaultSync: (more) => [{ since: "2026-03-01", ...more }],
  diagnose: (more) => [nothing, more],
  erase: (more) => [nothing, { interaction: "x" }, more],
  extract: (more) => [nothing, { range, ...more }],
  listForms: (more) => [nothing, { range, ...more }],
  openGenesys: (more) => [more],
  openReader: (more) => ["a.duckdb", more],
  openWarehouse: (more) => ["a.duckdb", more],
  plan: (more) => [nothing, { range, ...more }],
  planErase: (more) => [nothing, { interaction: "x" }, more],
  planSync: (more) => [nothing, null, more],
  readConfig: (more) => [more],
  rebuild: (more) => [nothing, more],
  reconcile: (more) => [nothing, nothing, more],
  report: (more) => [nothing, more],
  reportText: (more) => [report, more],
  rows: (more) => [nothing, { rows: "responses", ...more }],
  status: (more) => [nothing, more],
  sync: (more) => [nothing, nothing, more],
};

const org = sandboxLibrary.createOrg({ seed: 1, firstDay: 20_500, lastDay: 20_501, perDay: 1 });

/** The same of the sandbox's. */
const ofSandbox: Readonly<Record<string, (more: object) => readonly unknown[]>> = {
  createOrg: (more) => [{ seed: 1, firstDay: 20_500, lastDay: 20_501, perDay: 1, ...more }],
  openSandbox: (more) => [{ seed: 1, ...more }],
  truth: (more) => [org, { ...range, now: "2026-04-01" }, more],
  truthHandled: (more) => [org, { ...range, now: "2026-04-01", ...more }],
};

/** What takes no options, with a first argument that does not fit. */
const withoutOptions: Readonly<Record<string, readonly unknown[]>> = {
  createPeople: ["nobody"],
  publish: [nothing, 7],
  readAddressKey: [undefined],
  readRegion: [undefined],
  reportHtml: [report, "fr"],
  reportMarkdown: [report, "fr"],
};

async function refusal(name: string, args: readonly unknown[]): Promise<AfterwordError> {
  const called: unknown = Reflect.get({ ...library, ...sandboxLibrary }, name);
  if (typeof called !== "function") throw new Error(`${name} is no function.`);
  try {
    await Reflect.apply(called, undefined, args);
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error(`${name} accepted it.`);
}

test("every function of the library is tried here", () => {
  const functions = Object.entries(library).flatMap(([name, value]) =>
    typeof value === "function" && !/^class\b/.test(String(value)) ? [name] : [],
  );
  expect([...Object.keys(withOptions), ...Object.keys(withoutOptions)].sort()).toEqual(functions.sort());
});

describe("an unknown option is refused at the entrance", () => {
  test.each(Object.entries({ ...withOptions, ...ofSandbox }))("of %s", async (name, call) => {
    const { message, hint } = await refusal(name, call({ wrongOption: 1 }));
    expect(message).toContain(`${name}`);
    expect(message).toContain('"wrongOption"');
    expect(hint).toMatch(/There are \w+/);
  });

  test.each([
    ["extract", [nothing, { range, meida: ["voice"] }], "media"],
    ["extract", [nothing, { range: { ...range, form: 1 } }], "from"],
    ["extract", [nothing, { range }, { singal: null }], "signal"],
    ["report", [nothing, { filter: { queue: ["Billing"] } }], "queues"],
    ["rows", [nothing, { rows: "responses", colunms: [] }], "columns"],
    ["changes", [nothing, { sinse: 4 }], "since"],
    ["sync", [nothing, nothing, { definition: { label: ["csat"] } }], "labels"],
    ["createGenesys", [{ ...access, patiense: 1 }], "patience"],
    ["readConfig", [{ flags: { profil: "a" } }], "profile"],
    ["openSandbox", [{ perday: 5 }], "perDay"],
    ["truth", [org, { ...range, now: 0 }, { source: ["survey"] }], "sources"],
    ["ask", [nothing, "comments", { parameters: { serach: "late" } }], "search"],
  ])("of %s with what was probably meant: %j", async (name, args, meant) => {
    expect((await refusal(name, args)).hint).toContain(`Did you mean ${meant}?`);
  });

  test("of words that there are not, too", async () => {
    expect((await refusal("ask", [nothing, "score"])).hint).toContain("Did you mean scores?");
    expect((await refusal("extract", [nothing, { range, sources: ["survey"] }])).hint).toContain("mean surveys?");
    expect((await refusal("openSandbox", [{ faults: ["server-error"] }])).hint).toContain(
      "Did you mean server-errors?",
    );
    expect((await refusal("openSandbox", [{ withoutPermissions: ["quality:survy:view"] }])).hint).toContain(
      "Did you mean quality:survey:view?",
    );
    expect((await refusal("report", [nothing, { by: "agents" }])).hint).toContain("Did you mean agent?");
  });
});

describe("a missing or unfit value is refused at the entrance", () => {
  test.each(Object.entries(withoutOptions))("of %s: %j", async (name, args) => {
    expect((await refusal(name, args)).hint).not.toBe("");
  });

  test.each([
    ["extract", [nothing]],
    ["extract", [nothing, {}]],
    ["extract", [nothing, { range: {} }]],
    ["extract", [nothing, { range: { from: "2026-03-08", to: "2026-03-01" } }]],
    ["extract", [nothing, { range, queues: "Billing" }]],
    ["extract", [undefined, { range }]],
    ["plan", [nothing, { range, scores: { roles: { a: "happiness" } } }]],
    ["sync", [nothing, { query() {}, stream() {} }]],
    ["sync", [nothing, nothing, { horizon: "100d" }]],
    ["sync", [nothing, nothing, {}, { signal: new AbortController() }]],
    ["rows", [nothing, {}]],
    ["changes", [nothing, { since: "yesterday" }]],
    ["rows", [nothing, { rows: "answers", newest: 1.5 }]],
    ["report", [nothing, { timeZone: "Berlin" }]],
    ["report", [nothing, { firstDayOfWeek: 0 }]],
    ["report", [nothing, { people: "off", by: "agent" }]],
    ["report", [nothing, { people: "pseudonym" }]],
    ["openWarehouse", [undefined]],
    ["openReader", [{ file: "a.duckdb" }]],
    ["createGenesys", [{ ...access, hosts: "https://a.example" }]],
    ["createGenesys", [{ ...access, hosts: { api: "a.example", login: "b.example" } }]],
    ["createGenesys", [{ ...access, clientId: undefined }]],
    ["createPeople", ["pseudonym", "a key that is text"]],
    ["openSandbox", [{ days: "90" }]],
    ["openSandbox", [{ faults: "server-errors" }]],
    ["openSandbox", [{ limit: -1 }]],
    ["createOrg", [{ seed: 1 }]],
    ["truth", [{}, { ...range, now: 0 }]],
  ])("of %s: %j", async (name, args) => {
    expect((await refusal(name, args)).message).toContain(`${name}: `);
  });

  test("of what was not awaited", async () => {
    const { message } = await refusal("report", [Promise.resolve(nothing)]);
    expect(message).toContain("a promise, which has to be awaited");
  });

  test("and a secret is not repeated", async () => {
    const { message, hint } = await refusal("createGenesys", [{ ...access, clientSecret: ["s3cret"] }]);
    expect(message + hint).not.toContain("s3cret");
    expect(() => Reflect.construct(library.Secret, [undefined])).toThrow(UsageError);
  });
});

/** Where a time can be given: a call with it in that place. */
const times: Readonly<Record<string, (time: unknown) => readonly [name: string, args: readonly unknown[]]>> = {
  "range.from of an extraction": (from) => ["extract", [nothing, { range: { from, to: "9000-01-01" } }]],
  "range.to of a plan": (to) => ["plan", [nothing, { range: { from: "0001-01-01", to } }]],
  "range.from of forms": (from) => ["listForms", [nothing, { range: { from, to: "9000-01-01" } }]],
  "range of defaultRequest": (from) => ["defaultRequest", [{ from, to: "9000-01-01" }]],
  "since of a sync": (since) => ["sync", [nothing, nothing, { since: since ?? "null" }]],
  "since of a planned sync": (since) => ["planSync", [nothing, null, { since: since ?? "null" }]],
  "filter.range of a report": (from) => ["report", [nothing, { filter: { range: { from, to: "9000-01-01" } } }]],
  "now of a report": (now) => ["report", [nothing, { now: now ?? "undefined" }]],
  "now of a status": (now) => ["status", [nothing, { now: now ?? "undefined" }]],
  "range of rows": (from) => ["rows", [nothing, { rows: "legs", range: { from, to: "9000-01-01" } }]],
  "range of changes": (from) => ["changes", [nothing, { rows: "legs", range: { from, to: "9000-01-01" } }]],
  "range of a question": (from) => ["ask", [nothing, "scores", { filter: { range: { from, to: "9000-01-01" } } }]],
  "buckets of a question": (from) => [
    "ask",
    [nothing, "scores", { buckets: [{ from, to: 0, label: "a", cut: true }] }],
  ],
  "range of the truth": (from) => ["truth", [org, { from, to: 0, now: 0 }]],
  "now of the handled truth": (now) => ["truthHandled", [org, { from: 0, to: 0, now }]],
  "a moment of the truth of creation": (from) => ["truthCreated", [org, "a", from]],
  "start of a clock": (start) => ["createMovableClock", [start]],
  "start of a case": (start) => ["openSandbox", [{ cases: [{ start, queue: "Billing", agent: "Ben Okafor" }] }]],
  "a parameter of a question": (time) => [
    "ask",
    [nothing, "handled", { parameters: { handled_from: time ?? "undefined" } }],
  ],
};

describe("an invalid time is refused at the entrance", () => {
  const unfit = ["yesterday", "", "7d", "2026-02-30", "2026-13-01", "03/05/2026", "2026-03-01T25:00", "2026", null];
  const more = [
    undefined,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    new Date(Number.NaN),
    1e17,
    1_772_323_200,
    true,
    {},
    5n,
  ];
  describe.each(Object.entries(times))("%s", (_, call) => {
    test.each([...unfit, ...more].map((time) => [typeof time === "bigint" ? "5n" : time, time]))(
      "%s",
      async (_, time) => {
        const [name, args] = call(time);
        expect((await refusal(name, args)).hint).toContain("ISO 8601");
      },
    );
  });

  test("before a request is sent", async () => {
    await using org = await openSandboxed({ perDay: 5, days: 10 });
    const { message } = await refusal("extract", [org.genesys, { range: { from: "last week", to: "2026-03-08" } }]);
    expect(message).toBe('extract: range.from is "last week".');
    expect(org.genesys.spent().requests).toBe(0);
  });
});

test("a time is the same as text, as a Date and in milliseconds", () => {
  const from = Date.UTC(2026, 2, 1, 7);
  const to = from + day;
  const spellings = ["2026-03-01T07:00:00Z", "2026-03-01T08:00+01:00", "2026-03-01 07:00", new Date(from), from];
  for (const spelling of spellings) expect(library.defaultRequest({ from: spelling, to }).range).toEqual({ from, to });
  expect(library.defaultRequest({ from: "2026-03-01", to }).range.from).toBe(from - 7 * hour);
});

test("every time that a Date can spell is read as it is", () =>
  fc.assert(
    fc.property(fc.date({ min: new Date("0001-01-02"), max: new Date("9998-01-01"), noInvalidDate: true }), (date) => {
      const { range } = library.defaultRequest({ from: date.toISOString(), to: "9999-01-01" });
      expect(range.from).toBe(date.getTime());
    }),
  ));

test("keys that are left out have defaults: an extraction, a sync and a report need no more than where and when", async () => {
  await using org = await openSandboxed({ perDay: 20, days: 12 });
  const now = org.clock.now();
  const { from, to } = { from: new Date(now - 9 * day), to: new Date(now - day).toISOString() };
  const { records } = await library.extract(org.genesys, { range: { from, to } }, { clock: org.clock });
  const whole = await org.extract({ range: { from: now - 9 * day, to: now - day } });
  expect(records.length).toBeGreaterThan(5);
  expect(new Set(records.map(({ source }) => source)).size).toBe(2);
  expect(records.map((one) => ({ ...one, genesys_url: null }))).toEqual(
    whole.records.map((one) => ({ ...one, genesys_url: null })),
  );

  await using warehouse = await library.openWarehouse(`${newFolder()}/a.duckdb`);
  await library.sync(org.genesys, warehouse, { since: from }, { clock: org.clock });
  const report = await library.report(warehouse, { now: new Date(now), timeZone: "UTC" });
  const [status] = await library.status(warehouse, { now });
  expect(report).toMatchObject({ completeness: status?.completeness, complete_to: status?.completeTo });
  expect(report.definition_id).toMatch(/^[0-9a-f]{12}$/);
  const hidden = await library.report(warehouse, { now, people: "pseudonym" });
  expect([hidden.agents, hidden.agent_groups?.[0]?.name]).toEqual([
    "pseudonym",
    expect.stringMatching(/^Agent [0-9a-f]{10}$/),
  ]);
  expect(library.reportText(report)).toContain("Customer satisfaction");
  expect(library.reportMarkdown(report, "de")).toMatch(/^# Kundenzufriedenheit/m);
  expect(await library.reportHtml(report, "de")).toMatch(/^<!doctype html>[\s\S]*<h1>Kundenzufriedenheit/);
});
