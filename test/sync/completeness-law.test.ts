import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { type Clock, day, hour, minute, Secret } from "../../src/base/index.ts";
import { createGenesys } from "../../src/genesys/index.ts";
import { createMovableClock, type FaultName, openSandbox, truth } from "../../src/sandbox/index.ts";
import { defaultSync, status, sync } from "../../src/sync/index.ts";
import type { Warehouse } from "../../src/warehouse/index.ts";
import { seeds } from "../seeds.ts";
import { type Alter, alterAnswers } from "../servers/altered.ts";
import { onServer, openEmptyWarehouse } from "../servers/engine.ts";
import { present } from "../servers/sandboxed.ts";

/*
 * The law of completeness: at any time, with late data in any order and under any clock, a response that is finished,
 * and that analytics has heard of, is in the warehouse with its answers, or is due and counted as missing.
 */

/** A number from 0 to 1 that is the same for the same words. */
const draw = (...words: readonly (string | number)[]): number =>
  createHash("sha1").update(words.join(" ")).digest().readUInt32BE() / 2 ** 32;

const single = /^\/api\/v2\/quality\/(?:surveys|conversations\/[^/]+\/evaluations)\/([^/]+)$/;

/** A third of the documents lag behind analytics, by up to 30 days. */
const lagging =
  (seed: number, now: () => number): Alter =>
  ({ path }, document) => {
    const id = single.exec(path)?.[1];
    if (id === undefined || draw(seed, "lags", id) > 1 / 3) return undefined;
    const fields: Record<string, unknown> = { ...(document as object) };
    const finished = Date.parse(String(fields["completedDate"] ?? fields["submittedDate"]));
    if (!(now() < finished + draw(seed, "lag", id) * 30 * day)) return undefined;
    for (const name of ["answers", "completedDate", "submittedDate", "releaseDate"]) delete fields[name];
    return { body: { ...fields, status: path.includes("/surveys/") ? "Sent" : "PENDING" } };
  };

interface Held {
  readonly settled: boolean;
  /** How many scores its answers gave. */
  readonly scores: number;
  readonly status: string | null;
}

async function held(warehouse: Warehouse): Promise<ReadonlyMap<string, Held>> {
  const rows = await warehouse.query(
    "SELECT response_id, settled, status, csat_scores FROM response WHERE NOT deleted",
  );
  return new Map(
    rows.map(({ response_id, settled, status: word, csat_scores: scores }) => [
      String(response_id),
      {
        settled: settled === true,
        scores: Object.keys(JSON.parse(String(scores)) as object).length,
        status: typeof word === "string" ? word : null,
      },
    ]),
  );
}

const faultsOf: readonly (readonly FaultName[])[] = [[], ["wrong-documents"], ["stale-documents"]];

test.each(seeds(6, onServer ? 1 : 3))("seed %i", async (seed) => {
  const clock = createMovableClock(present);
  const delay = (): number => 30 * day * draw(seed, "analytics", Math.floor(clock.now() / (3 * day))) ** 2;
  const faults = faultsOf[seed % faultsOf.length] ?? [];
  await using sandbox = await openSandbox({
    ...{ clock, limit: "off", seed, perDay: 4, days: 30, daysAhead: 60, faults, lateBy: delay },
  });
  await using server = await alterAnswers(sandbox.url, lagging(seed, clock.now));
  await using warehouse = await openEmptyWarehouse();
  const since = present - 20 * day;

  const syncAt = async (ahead: number) => {
    const skewed: Clock = { now: () => clock.now() + ahead, sleep: clock.sleep };
    await using genesys = createGenesys({
      ...{ clientId: sandbox.clientId, clientSecret: new Secret(sandbox.clientSecret), env: {} },
      hosts: { api: server.url, login: server.url },
      clock: skewed,
    });
    return await sync(genesys, warehouse, defaultSync({ since: since + ahead }), { clock: skewed });
  };
  /** Finished, and known to analytics; the search of evaluations is at once, so that they are known when they are submitted. */
  const expected = (heard: number) => truth(sandbox.org, { from: since, to: clock.now(), now: clock.now(), heard });
  const check = async (heard: number): Promise<void> => {
    const rows = await held(warehouse);
    const owed = expected(heard);
    const due = owed.filter(({ response_id: id }) => rows.get(id)?.settled === false);
    const lost = owed.filter((one) => {
      const row = rows.get(one.response_id);
      return row?.status !== "Finished" || (row.settled && row.scores !== Object.keys(one.csat_scores).length);
    });
    expect(lost.map(({ response_id }) => response_id)).toEqual([]);
    const [reported] = await status(warehouse, { now: clock.now() });
    expect(reported?.missing).toBeGreaterThanOrEqual(due.length);
    if (due.length > 0) expect(reported?.completeness).toContain("missing");
  };

  const wrongAt = Math.floor(draw(seed, "wrong") * 6);
  const clocks = [-400, -30, -1, 5, 40, 400];
  for (let run = 0; run < 6; run++) {
    const ahead = run === wrongAt ? (clocks[seed % clocks.length] ?? 0) * day : 0;
    await syncAt(ahead);
    await check(sandbox.heard());
    clock.advance(Math.round((draw(seed, "step", run) * 6 + 0.1) * day) + 7 * minute);
  }
  // In the end everything has been heard of, and no document lags any more.
  clock.advance(62 * day);
  await syncAt(0);
  clock.advance(hour);
  await syncAt(0);
  await check(clock.now() - 30 * day);
});
