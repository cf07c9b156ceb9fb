import { expect, test } from "vitest";
import { day, minute } from "../../src/base/index.ts";
import { type ExpectedHandled, truthHandled } from "../../src/sandbox/index.ts";
import { type Alter, openAltered } from "../servers/altered.ts";
import type { Asked } from "../servers/loopback.ts";
import { present } from "../servers/sandboxed.ts";
import { openSynced, type Synced } from "../servers/synced.ts";

const midnight = Math.floor(present / day) * day;
const since = midnight - 40 * day + 3 * 60 * minute;
const small = { seed: 5, perDay: 6, days: 50 };
const sources = ["surveys"] as const;

async function handledOf({ warehouse }: Synced): Promise<readonly object[]> {
  return warehouse.query(
    "SELECT day, dimension, id, interactions FROM handled WHERE interactions > 0 ORDER BY day, dimension, id",
  );
}

function truthOf({ sandbox, clock }: Synced, to = midnight): ExpectedHandled[] {
  const from = Math.floor(since / day) * day;
  const place = ({ day, dimension, id }: ExpectedHandled): string => `${day} ${dimension} ${id ?? "\uffff"}`;
  return truthHandled(sandbox.org, { from, to, now: clock.now() }).sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

const asked = ({ sandbox }: Synced): number =>
  sandbox.requests.filter(({ path }) => path.endsWith("/conversations/aggregates/query")).length;

test.each([1, 2])("seed %i: synced = truth, by day, queue, agent and media", async (seed) => {
  await using synced = await openSynced({ ...small, seed });
  const { notes, complete } = await synced.sync({ since, sources });
  expect([notes, complete]).toEqual([[], true]);
  const rows = await handledOf(synced);
  expect(rows).toEqual(truthOf(synced));
  expect(rows.length).toBeGreaterThan(150);
});

test("an interaction of several agents is one, of everything and of a queue; of each agent it is one too", async () => {
  await using synced = await openSynced({ ...small, perDay: 20 });
  await synced.sync({ since, sources });
  const sums = await synced.warehouse.query(
    "SELECT dimension, CAST(sum(interactions) AS INTEGER) AS n FROM handled GROUP BY 1",
  );
  const of = Object.fromEntries(sums.map(({ dimension, n }) => [String(dimension), Number(n)]));
  expect(of["agent"]).toBeGreaterThan(of["all"] ?? 0);
  expect(of["queue"]).toBeGreaterThanOrEqual(of["all"] ?? 0);
  expect(of["queue"]).toBeLessThan(of["agent"] ?? 0);
});

test.each(["limited-groups", "cut-groups"] as const)(
  "under %s a day that is too much for one answer is read in parts, none of which counts an interaction again",
  async (variant) => {
    await using synced = await openSynced({ ...small, perDay: 40, variants: [variant] });
    const { missing } = await synced.sync({ since: midnight - 3 * day, sources });
    expect(missing).toEqual([]);
    const rows = await synced.warehouse.query(
      "SELECT day, dimension, id, interactions FROM handled WHERE interactions > 0 ORDER BY day, dimension, id",
    );
    const expected = truthOf(synced).filter((row) => Date.parse(row.day) >= midnight - 3 * day);
    expect(rows).toEqual(expected);
    expect(asked(synced)).toBeGreaterThan(9);
  },
);

test("a day of which even an hour is cut is not known, and asked for again", async () => {
  await using synced = await openSynced({ ...small, perDay: 300, days: 2, variants: ["cut-groups"] });
  const { missing } = await synced.sync({ since: midnight - day, sources });
  expect(missing.join("\n")).toMatch(
    /^What share of the interactions of .+ is not known\. Analytics lists fewer that were/m,
  );
  expect(await synced.table("handled")).toEqual([]);
  const before = asked(synced);
  await synced.sync({ sources });
  expect(asked(synced)).toBeGreaterThan(before);
});

test("a day without any counts none: days that were read differ from those that were not", async () => {
  await using synced = await openSynced({ ...small, perDay: 0 });
  await synced.sync({ since, sources });
  const rows = await synced.table("handled");
  expect(rows).toHaveLength(40);
  expect(rows.every(({ dimension, interactions }) => dimension === "all" && interactions === 0)).toBe(true);
});

test("a month is one count and one answer; days that are over are read again until they are four days old", async () => {
  await using synced = await openSynced({ ...small, daysAhead: 12 });
  await synced.sync({ since, sources });
  expect(asked(synced)).toBe(4);
  synced.clock.advance(14 * 60 * minute);
  await synced.sync({ sources });
  // Midnight is past, and less than a quarter of an hour.
  expect(asked(synced)).toBe(4);
  const before = asked(synced);
  synced.clock.advance(15 * minute);
  await synced.sync({ sources });
  expect(asked(synced)).toBe(before + 2);
  await synced.sync({ sources });
  expect(asked(synced)).toBe(before + 2);

  // What Genesys worked over in the meantime is taken over as far as four days back.
  await synced.warehouse.transaction((tx) => tx.run("UPDATE handled SET interactions = interactions + 1000"));
  synced.clock.advance(day);
  await synced.sync({ sources });
  const [row] = await synced.warehouse.query(
    "SELECT min(day) AS day FROM handled WHERE interactions BETWEEN 1 AND 999",
  );
  expect(row?.["day"]).toBe(new Date(midnight - 3 * day).toISOString());
});

test("an earlier start is caught up with; no day is counted twice", async () => {
  await using synced = await openSynced(small);
  await synced.sync({ since: midnight - 5 * day, sources });
  await synced.sync({ since, sources });
  expect(await handledOf(synced)).toEqual(truthOf(synced));
});

test("without the permission nothing else is missing, and it is named", async () => {
  await using synced = await openSynced({ ...small, withoutPermissions: ["analytics:conversationAggregate:view"] });
  const { notes, missing, complete } = await synced.sync({ since, sources });
  expect([missing, complete]).toEqual([[], true]);
  expect(notes).toEqual([expect.stringMatching(/share .* is not known.*analytics:conversationAggregate:view/)]);
  expect(await synced.table("handled")).toEqual([]);
});

test("evaluations alone need it not", async () => {
  await using synced = await openSynced(small);
  await synced.sync({ since, sources: ["evaluations"] });
  expect(asked(synced)).toBe(0);
});

test("handled interactions without distinct ids are not counted, and named", async () => {
  let without = true;
  const alter: Alter = ({ path }, document) =>
    without && path.endsWith("/conversations/aggregates/query")
      ? { body: JSON.stringify(document).replaceAll(/"conversationId":"[^"]*",?/g, "") }
      : undefined;
  await using org = await openAltered(alter, { perDay: 4, days: 8 });
  const first = await org.sync({ since: present - 3 * day });
  expect(first.missing).toEqual([expect.stringContaining("came without it")]);
  expect(await org.query("SELECT * FROM handled")).toEqual([]);
  without = false;
  expect((await org.sync({ since: present - 3 * day })).missing).toEqual([]);
  expect((await org.query("SELECT * FROM handled")).length).toBeGreaterThan(3);
});

test("counts that are none are left out, named, and asked for again", async () => {
  let spoiling = true;
  const isAggregate = ({ path }: Asked): boolean => path.endsWith("/conversations/aggregates/query");
  const alter: Alter = (asked, document) =>
    spoiling && isAggregate(asked)
      ? { body: JSON.stringify(document).replaceAll(/"count":\d+/g, '"count":1e300') }
      : undefined;
  await using org = await openAltered(alter, { perDay: 4, days: 8 });
  const first = await org.sync({ since: present - 3 * day });
  expect([first.complete, first.missing.length]).toEqual([false, 1]);
  expect((await org.query("SELECT response_id FROM csat_response")).length).toBeGreaterThan(2);
  spoiling = false;
  const second = await org.sync({ since: present - 3 * day });
  expect([second.complete, second.missing]).toEqual([true, []]);
  expect(Number((await org.query("SELECT sum(interactions) AS n FROM handled"))[0]?.["n"])).toBeGreaterThan(0);
});
