import { expect, test } from "vitest";
import { day, isoTime } from "../../src/base/index.ts";
import { truth } from "../../src/sandbox/index.ts";
import { status } from "../../src/sync/index.ts";
import { present } from "../servers/sandboxed.ts";
import { openSynced, type Synced } from "../servers/synced.ts";

const small = { perDay: 15, days: 15 };
const since = present - 12 * day;

async function statusOf({ warehouse, clock }: Synced, horizon?: number) {
  const [one] = await status(warehouse, { now: clock.now(), ...(horizon === undefined ? {} : { horizon }) });
  if (!one) throw new Error("There is no organization.");
  return one;
}

test("an empty warehouse has no organization to report", async () => {
  await using synced = await openSynced({ perDay: 0, days: 2 });
  expect(await status(synced.warehouse, { now: synced.clock.now() })).toEqual([]);
});

test("after a sync: the data read, the open responses, the cost", async () => {
  await using synced = await openSynced(small);
  const { spent, organization } = await synced.sync({ since });
  const reported = await statusOf(synced);
  expect(reported).toMatchObject({
    ...organization,
    since: new Date(since).toISOString(),
    unlinked: 0,
    neverSettled: 0,
  });
  expect(reported.completeTo).toBe(new Date(present - 15 * 60_000).toISOString());
  expect(reported.completeness).toBe(`complete to 31 Mar 09:45; ${reported.open} surveys still open`);
  expect(reported.open).toBeGreaterThan(0);
  expect(reported.sweeps.map(({ sweep, read, gaps }) => [sweep, read.length, gaps])).toEqual([
    ["surveys", 1, []],
    ["evaluations", 1, []],
    ["evaluation changes", 0, []],
    ["handled", 1, []],
  ]);
  expect(reported.runs).toMatchObject([{ outcome: "done", requests: spent.requests, byEndpoint: spent.byEndpoint }]);
  expect(reported.spent).toEqual({ runs: 1, requests: spent.requests, byEndpoint: spent.byEndpoint });

  const answered = truth(synced.sandbox.org, { from: since, to: present, now: present });
  const counted = reported.responses.filter(({ status: word }) => word === "Finished");
  for (const source of ["survey", "evaluation"] as const)
    expect(counted.find((one) => one.source === source)?.listed).toBe(
      answered.filter((one) => one.source === source).length,
    );
});

test("runs are the last five, and what all have spent is added up", async () => {
  await using synced = await openSynced({ perDay: 3, days: 5 });
  let requests = 0;
  for (let run = 0; run < 6; run += 1) {
    requests += (await synced.sync({ since: present - 2 * day })).spent.requests;
    await synced.clock.sleep(day / 4);
  }
  const reported = await statusOf(synced);
  expect(reported.runs.map(({ startedAt }) => startedAt)).toEqual(
    [5, 4, 3, 2, 1].map((run) => new Date(present + (run * day) / 4).toISOString()),
  );
  expect(reported.spent).toMatchObject({ runs: 6, requests });
});

test("a run that was killed has no end, and what it had not read is named", async () => {
  await using synced = await openSynced(small);
  await synced.sync({ since });
  await synced.warehouse.transaction(async (tx) => {
    await tx.run("UPDATE sync_run SET ended_at = NULL, outcome = NULL, requests = NULL, endpoints = NULL");
    await tx.run("UPDATE sync_window SET from_time = $from WHERE source = 'surveys'", {
      from: new Date(present - 6 * day).toISOString(),
    });
  });
  const reported = await statusOf(synced);
  expect(reported.runs).toMatchObject([
    { endedAt: null, outcome: null, requests: null, byEndpoint: {}, pid: null, lastStoredAt: isoTime(present) },
  ]);
  expect(reported.spent).toEqual({ runs: 0, requests: 0, byEndpoint: {} });
  expect(reported.completeTo).toBeNull();
  expect(reported.completeness).toMatch(
    /^from 19 Mar 10:00 to 25 Mar 10:00 not read yet; the rest complete to 31 Mar 09:45/,
  );
  expect(reported.sweeps[0]?.gaps).toEqual([
    { from: new Date(since).toISOString(), to: new Date(present - 6 * day).toISOString() },
  ]);
});

test("a source that may not be read is named", async () => {
  const withoutPermissions = ["quality:evaluation:view", "quality:evaluation:assign", "quality:evaluation:release"];
  await using synced = await openSynced({ ...small, withoutPermissions });
  await synced.sync({ since });
  const reported = await statusOf(synced);
  expect(reported.completeness).toMatch(
    /^complete to 31 Mar 09:45; evaluations not read; answers of \d+ responses missing; \d+ surveys still open$/,
  );
  expect(reported.runs[0]?.outcome).toBe("incomplete");
  expect(reported.runs[0]?.message).toContain("quality:evaluation:view");
});

test("surveys that stay open beyond the horizon are never settled once they were asked for", async () => {
  await using synced = await openSynced({ ...small, variants: ["lasting-surveys"] });
  await synced.sync({ since, horizon: 400 * day });
  const { open } = await statusOf(synced, 5 * day);
  // Nobody has asked for them at that horizon yet.
  expect((await statusOf(synced, 5 * day)).neverSettled).toBe(0);
  await synced.sync({ horizon: 5 * day });
  const reported = await statusOf(synced, 5 * day);
  expect(reported.neverSettled).toBeGreaterThan(0);
  expect(reported.open + reported.neverSettled).toBe(open);
  expect(reported.completeness).toMatch(/; \d+ surveys still open; \d+ never settled$/);
});

test("documents that cannot be read are counted, the newest named", async () => {
  await using synced = await openSynced({ ...small, perDay: 30, faults: ["malformed-document"] });
  const { problems } = await synced.sync({ since });
  const reported = await statusOf(synced);
  expect(problems.length).toBeGreaterThan(0);
  expect(reported.problems.count).toBe(problems.length);
  expect(reported.problems.newest).toHaveLength(Math.min(5, problems.length));
  for (const { kind, id } of reported.problems.newest)
    expect(problems.some((one) => one.kind === kind && one.id === id)).toBe(true);
});
