import { describe, expect, test } from "vitest";
import { day, isoTime, minute } from "../../src/base/index.ts";
import {
  type FaultName,
  faults,
  type SandboxOptions,
  type SwitchName,
  switches,
  truth,
  type WireVariant,
} from "../../src/sandbox/index.ts";
import type { Row } from "../../src/warehouse/index.ts";
import { everything } from "../seeds.ts";
import { present } from "../servers/sandboxed.ts";
import { openSecondWarehouse, openSynced, type Synced } from "../servers/synced.ts";

const small: SandboxOptions = { perDay: 8, days: 20, seed: 6 };
const since = present - 10 * day;

/** Behind these there is no Genesys at all. */
const deadly: readonly string[] = ["html", "hang"] satisfies FaultName[];
/** These take documents away, each only itself. */
const costly: readonly string[] = ["malformed-document", "broken-survey"] satisfies FaultName[];
/** Of the kinds that `silence.test.ts` is about, which plays every fault: read all the same, retried, or named. */
const unkind: readonly string[] = [
  "never-freeing-limit",
  "future-words",
  "retry-later-item",
  "silent-item",
  "html-items",
  "wrong-documents",
  "stale-documents",
  "hostile-values",
] satisfies FaultName[];

async function finished({ warehouse }: Synced): Promise<string[]> {
  const rows = await warehouse.query(
    "SELECT response_id FROM csat_response WHERE submit_date >= CAST($since AS TIMESTAMP) ORDER BY submit_date, response_id",
    { since: new Date(since).toISOString() },
  );
  return rows.map(({ response_id }) => String(response_id));
}

const expected = ({ sandbox, clock }: Synced): string[] =>
  truth(sandbox.org, { from: since, to: clock.now(), now: clock.now(), heard: sandbox.heard() }).map(
    ({ response_id }) => response_id,
  );

const tables = ["response", "answer", "attribution", "interaction", "leg"];
const read = (synced: Synced) => Promise.all(tables.map((name) => synced.table(name)));

const passing = (Object.keys(faults) as FaultName[]).filter(
  (name) => ![...deadly, ...costly, ...unkind].includes(name),
);

/** So many groups, each of what stands apart in the list: neighbours are of one kind, and hide each other. */
const inGroups = <Name>(names: readonly Name[], count: number): readonly (readonly Name[])[] =>
  Array.from({ length: count }, (_, group) => names.filter((_name, at) => at % count === group));

/** In `npm test` three at a time, in test:all each alone, too. Late data, which leaves other tables behind, is alone in both. */
const playedFaults: readonly (readonly FaultName[])[] = [
  ...inGroups(
    passing.filter((name) => name !== "late-data"),
    6,
  ),
  ...(everything ? passing : (["late-data"] as const)).map((name) => [name]),
];

let plain: Promise<readonly (readonly Row[])[]> | undefined;
/** The tables without any fault, read once for all of them. */
async function readPlain(): Promise<readonly (readonly Row[])[]> {
  await using synced = await openSynced(small);
  await synced.sync({ since });
  return await read(synced);
}

test.each(playedFaults.map((names) => [names]))("under %j the tables are the same", async (names) => {
  plain ??= readPlain();
  await using troubled = await openSynced({ ...small, faults: names });
  const { problems, missing, skipped } = await troubled.sync({ since });
  expect([problems, missing, skipped]).toEqual([[], [], []]);
  expect(await finished(troubled)).toEqual(expected(troubled));
  if (!names.includes("late-data")) expect(await read(troubled)).toEqual(await plain);
});

test("under future-words channels are those that they are without: of responses, and of what was handled", async () => {
  const channels = async (options: SandboxOptions) => {
    await using synced = await openSynced({ ...small, ...options });
    await synced.sync({ since });
    const [legs, handled] = [await synced.table("leg"), await synced.table("handled")];
    return {
      legs: legs.map((leg) => leg["media_type"]).sort(),
      handled: handled.filter((row) => row["dimension"] === "media"),
    };
  };
  const plain = await channels({});
  expect(plain.handled.length).toBeGreaterThan(2);
  expect(await channels({ faults: ["future-words"] })).toEqual(plain);
});

test("late data about a time that was read arrives with the next sync", async () => {
  await using synced = await openSynced({ ...small, perDay: 40, days: 5, daysAhead: 1, faults: ["late-data"] });
  await synced.sync({ since });
  const heard = "SELECT response_id FROM csat_response WHERE source = 'survey' AND submit_date < $read";
  const asked = { read: isoTime(present - 15 * minute) };
  const before = await synced.warehouse.query(heard, asked);
  synced.clock.advance(day / 2);
  await synced.sync();
  expect(await finished(synced)).toEqual(expected(synced));
  expect((await synced.warehouse.query(heard, asked)).length).toBeGreaterThan(before.length);
});

test.each(costly as FaultName[])("%s costs only the documents that it spoils, and they are named", async (fault) => {
  await using synced = await openSynced({ ...small, faults: [fault] });
  const { problems, complete } = await synced.sync({ since });
  const { spoilt } = synced.sandbox;
  expect(problems.map(({ id }) => id).toSorted()).toEqual(spoilt.map(({ id }) => id).toSorted());
  const responses = new Set(spoilt.filter(({ kind }) => kind !== "conversation").map(({ id }) => id));
  const rows = await synced.warehouse.query("SELECT response_id FROM response WHERE csat_scores <> '{}' AND listed");
  expect(rows.some(({ response_id }) => responses.has(String(response_id)))).toBe(false);
  expect((await synced.table("problem")).length).toBe(spoilt.length);
  expect(complete).toBe(false);
  // A response known to be missing is not reported again, nor asked for at every sync.
  const again = await synced.sync();
  expect(again.complete).toBe(true);
});

describe.each(Object.keys(switches) as SwitchName[])("switch %s", (name) => {
  test("synced = truth", async () => {
    await using synced = await openSynced({ ...small, switches: [name] });
    await synced.sync({ since });
    expect(await finished(synced)).toEqual(expected(synced));
    const [row] = await synced.warehouse.query("SELECT count(*) AS n FROM csat_response WHERE NOT linked");
    expect(Number(row?.["n"]) > 0).toBe(name === "missing-interactions");
  });
});

/** What the documentation leaves open, where a sync asks other than an extraction does; `variants.test.ts` plays the rest. */
const other: readonly WireVariant[] = [
  "search-upper-case",
  "search-mixed-case",
  "limited-groups",
  "cut-groups",
  "deleted-in-search",
  "uncounted-groups",
  "thin-embedded-forms",
  "lasting-surveys",
];

/** In `npm test` four at a time, in test:all each alone, too. */
const playedVariants = [...inGroups(other, 2), ...(everything ? other.map((name) => [name]) : [])];

test.each(playedVariants.map((names) => [names]))("variants %j: synced = truth", async (names) => {
  await using synced = await openSynced({ ...small, variants: names });
  const { missing, skipped } = await synced.sync({ since });
  expect([missing, skipped]).toEqual([[], []]);
  expect(await finished(synced)).toEqual(expected(synced));
});

test.each([
  ["analytics:surveyAggregate:view"],
  ["quality:evaluation:searchAny"],
  ["analytics:evaluationAggregate:view"],
])("without %s the other route serves, or the missing data is named", async (permission) => {
  await using synced = await openSynced({ ...small, withoutPermissions: [permission] });
  const first = await synced.sync({ since });
  expect(await finished(synced)).toEqual(expected(synced));
  synced.clock.advance(day / 4);
  const second = await synced.sync();
  expect(JSON.stringify([first.notes, second.notes, second.missing])).toContain(permission);
  expect(await finished(synced)).toEqual(expected(synced));
});

test("a source that may not be read is skipped and named, and the rest is there", async () => {
  await using synced = await openSynced({ ...small, withoutPermissions: ["quality:survey:view"] });
  const { skipped, complete } = await synced.sync({ since });
  expect(skipped.map(({ source, error }) => [source, error.message.includes("quality:survey:view")])).toEqual([
    ["surveys", true],
  ]);
  expect(complete).toBe(false);
  await using second = await openSecondWarehouse(synced);
  await expect(second.sync({ since, sources: ["surveys"] })).rejects.toThrow("quality:survey:view");
});
