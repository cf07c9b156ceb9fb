import { expect, test } from "vitest";
import { AfterwordError, day, hour, minute, Secret } from "../../src/base/index.ts";
import { defaultRequest, type Extraction, extract } from "../../src/extract/index.ts";
import { createGenesys, type GenesysOptions } from "../../src/genesys/index.ts";
import {
  type FaultName,
  faults,
  openSandbox,
  type Sandbox,
  type SandboxOptions,
  truth,
} from "../../src/sandbox/index.ts";
import { defaultSync, type SyncResult, status, sync } from "../../src/sync/index.ts";
import { seeds } from "../seeds.ts";
import { openSynced } from "../servers/synced.ts";

/*
 * Nothing is lost in silence: under every fault of the sandbox, data missing from an answer is read all the same, asked
 * for again, or named as missing (exit 6) and still to be read: its time is uncovered, or its document due. Or the run
 * ends, with the reason (exit 5), and its time is uncovered too. The next syncs of a healthy server heal it.
 */

const range = 4 * day;
/** Younger than this, nothing counts as read. */
const settleDelay = 15 * minute;

/** These need headers of a limit. */
const limited: Partial<Record<FaultName, SandboxOptions>> = {
  "never-freeing-limit": { limit: 300 },
  "epoch-reset": { limit: 300 },
  "rate-limit-bursts": { limit: 300 },
};
/** These are waited for in real time: as long as a request may take where the retry budget is no longer. */
const impatient: Partial<Record<FaultName, Partial<GenesysOptions>>> = {
  "silent-item": { patience: 1_500 },
  hang: { patience: 1_500 },
};
/** These keep some documents back, in every org. */
const keepsBack: readonly FaultName[] = [
  "malformed-document",
  "broken-survey",
  "retry-later-item",
  "silent-item",
  "hostile-values",
];
/** A stored document with a problem is asked for again once a day. */
const healsIn = (fault: FaultName): number => (fault === "hostile-values" ? 25 * hour : hour);

const tried = (Object.keys(faults) as FaultName[]).flatMap((fault) =>
  seeds(10, 1).map((seed) => [fault, seed] as const),
);

type Result = Extraction | SyncResult;
const isNamed = ({ problems, missing, skipped }: Result): boolean =>
  problems.length + missing.length + skipped.length > 0;

/** What a run gives, or the error that ends it, in words for the person who started it. */
async function attempt<One extends Result>(run: Promise<One>): Promise<One | AfterwordError> {
  try {
    return await run;
  } catch (error) {
    if (error instanceof AfterwordError) return error;
    throw error;
  }
}

test.each(tried)("under %s, seed %i", async (fault, seed) => {
  await using synced = await openSynced({ seed, perDay: 10, days: 8 });
  const { clock, warehouse } = synced;
  const { org } = synced.sandbox;
  const options = { clock, limit: "off", org, seed, faults: [fault], ...limited[fault] } as const;
  await using spoilt = await openSandbox(options);
  const since = clock.now() - range;
  const connect = (to: Sandbox) =>
    createGenesys({
      ...{ clientId: to.clientId, clientSecret: new Secret(to.clientSecret), env: {}, clock },
      ...{ hosts: { api: to.url, login: to.url }, ...impatient[fault] },
    });
  /** What was answered, as far as analytics has heard of it: of what it has not, nobody can know. */
  const owed = (to: number, heard = to) =>
    truth(org, { from: since, to, now: clock.now(), heard }).map(({ response_id, submit_date, source }) => ({
      ...{ id: response_id, source, at: Date.parse(submit_date) },
    }));
  const stored = async () =>
    (await warehouse.query("SELECT response_id FROM csat_response WHERE settled ORDER BY 1")).map((row) =>
      String(row["response_id"]),
    );
  const begun = clock.now();

  await using faulty = connect(spoilt);
  const extracted = await attempt(extract(faulty, defaultRequest({ from: since, to: begun }), { clock }));
  if (!(extracted instanceof AfterwordError)) {
    const ids = extracted.records.map(({ response_id }) => response_id);
    const known = owed(begun, spoilt.heard()).map(({ id }) => id);
    expect(ids.filter((id) => !owed(begun).some((one) => one.id === id))).toEqual([]);
    if (known.some((id) => !ids.includes(id))) expect(isNamed(extracted)).toBe(true);
  }

  const started = clock.now();
  const first = await attempt(sync(faulty, warehouse, defaultSync({ since }), { clock }));
  const ids = new Set(await stored());
  const lost = owed(started - settleDelay, Math.min(started - settleDelay, spoilt.heard())).filter(
    ({ id }) => !ids.has(id),
  );
  if (lost.length > 0 && !(first instanceof AfterwordError))
    expect([isNamed(first), first.complete]).toEqual([true, false]);
  const [known] = await status(warehouse, { now: clock.now() });
  const isCovered = ({ source, at }: (typeof lost)[number]): boolean =>
    known?.sweeps.some(
      ({ sweep, read }) =>
        sweep === `${source}s` && read.some(({ from, to }) => at >= Date.parse(from) && at < Date.parse(to)),
    ) ?? false;
  if (keepsBack.includes(fault)) expect(spoilt.spoilt.length).toBeGreaterThan(0);
  // A document with a problem of its own is asked for again once a day.
  const problems = await warehouse.query("SELECT id FROM problem WHERE kind IN ('survey', 'evaluation')");
  const isDue = ({ id }: (typeof lost)[number]): boolean => problems.some((row) => row["id"] === id);
  expect(lost.filter((one) => isCovered(one) && !isDue(one)).length).toBeLessThanOrEqual(known?.missing ?? 0);

  clock.advance(healsIn(fault));
  await synced.sync({ since });
  expect(await stored()).toEqual(expect.arrayContaining(owed(started).map(({ id }) => id)));
});
