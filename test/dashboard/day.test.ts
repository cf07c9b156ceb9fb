import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { type Clock, day, hour, minute, Secret } from "../../src/base/index.ts";
import { openOrg } from "../../src/cli/connect.ts";
import { createLog } from "../../src/cli/log/log.ts";
import { createSyncs } from "../../src/cli/syncs.ts";
import { defaultSettings } from "../../src/config/settings.ts";
import { createMovableClock, openSandbox, truth } from "../../src/sandbox/index.ts";
import { openWarehouse } from "../../src/warehouse/index.ts";
import { newFolder } from "../new-folder.ts";
import { keepSecret } from "../printed.ts";
import { everything } from "../seeds.ts";
import { present } from "../servers/sandboxed.ts";
import { openServed } from "../servers/served.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** What is still in use, in bytes. */
function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** In `npm test` half a day. */
const turns = everything ? 96 : 48;
/** From the third hour on Genesys does not answer, for an hour. */
const outage = { from: present + 3 * hour, to: present + 4 * hour };
/**
 * Bytes that the heap may grow by from the twelfth sync to the last. It grew by 1.1 MB, 13 kB a sync: the sandbox's own list of
 * 2,000 requests. A client, a run or a report that were kept would be 100 kB a sync, and 8 MB in all.
 */
const maxGrowth = 4_000_000;

/** A connection to a server that can be cut off. */
async function openCable(url: string, isDown: () => boolean): Promise<AsyncDisposable & { readonly url: string }> {
  const { hostname: host, port } = new URL(url);
  const open = new Set<Socket>();
  const server = createServer((near) => {
    if (isDown()) {
      near.destroy();
      return;
    }
    const far = connect(Number(port), host);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on("error", () => other.destroy()).on("close", () => open.delete(one));
      one.pipe(other);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Organization {
  readonly complete_to: string;
  readonly completeness: string;
  readonly missing: number;
}

test("a day of serve, a sync every quarter of an hour: no answer is lost, and the badge is right all along", async () => {
  const clock = createMovableClock(present);
  // A token ends within any wait, so that each outage and each retry takes a new one.
  await using sandbox = await openSandbox({
    ...{ clock, limit: "off", seed: 5, perDay: 60, days: 12, daysAhead: 3, tokenLifeSeconds: 61 },
  });
  const isDown = (): boolean => clock.now() >= outage.from && clock.now() < outage.to;
  await using server = await openCable(sandbox.url, isDown);
  await using warehouse = await openWarehouse(join(newFolder(), "day.duckdb"));
  const settings = defaultSettings("UTC");
  const stderr = new PassThrough();
  stderr.resume();
  const stop = new AbortController();

  const heaps: number[] = [];
  const [failed, unhealthy]: [number[], number[]] = [[], []];
  let [turn, newest] = [0, 0];
  /** What a sync has just left behind is looked at before the next begins. */
  const loopClock: Clock = {
    now: clock.now,
    async sleep(milliseconds, signal) {
      if (syncs.state().state === "idle") await look();
      if (!stop.signal.aborted) await clock.sleep(milliseconds, signal);
    },
  };
  const log = createLog(stderr, { format: "text", quiet: false, runId: "day", now: () => clock.now() });
  const context = {
    log,
    ...{ stdin: new PassThrough(), stdout: stderr, stderr, env: {}, cwd: newFolder(), home: newFolder() },
    ...{ clock: loopClock, signal: stop.signal },
    platform: "linux" as const,
  };
  const access = {
    ...{
      clientId: sandbox.clientId,
      clientSecret: new Secret(sandbox.clientSecret),
      region: null,
      gatewayUrl: server.url,
    },
  };
  await using org = await openOrg(context, access, {});
  const syncs = createSyncs(context, org, warehouse, settings, { every: 15 * minute, addOrganization: false });
  await using served = await openServed(warehouse, clock, { syncs });
  const ask = async <Answer>(path: string): Promise<Answer> => (await served.ask(path)).json() as Answer;

  /** Every answer that Genesys knew of up to where the badge says that all is read. */
  const lost = async (to: number): Promise<readonly string[]> => {
    const rows = await warehouse.query("SELECT response_id FROM response WHERE status = 'Finished' AND settled");
    const held = new Set(rows.map(({ response_id }) => String(response_id)));
    const owed = truth(sandbox.org, { from: present - 10 * day, to, now: clock.now(), heard: sandbox.heard() });
    newest = Math.max(newest, owed.length);
    return owed.map(({ response_id }) => response_id).filter((id) => !held.has(id));
  };

  async function look(): Promise<void> {
    turn += 1;
    const { last } = syncs.state();
    if (last?.outcome !== "done") failed.push(clock.now());
    if ((await served.ask("/healthz")).status !== 200) unhealthy.push(clock.now());
    const { organizations } = await ask<{ organizations: readonly Organization[] }>("/api/status");
    const [known] = organizations;
    if (turn % 4 === 0) {
      const { completeness } = await ask<{ completeness: { sentence: string } }>(
        "/api/sections/completeness,csat,volume",
      );
      expect(completeness).toBe(known?.completeness);
    }
    expect(known?.missing).toBe(0);
    expect(await lost(Date.parse(known?.complete_to ?? ""))).toEqual([]);
    // It claims no more than was read: nothing of the outage while that lasts.
    const age = clock.now() - Date.parse(known?.complete_to ?? "");
    if (isDown()) expect(Date.parse(known?.complete_to ?? "")).toBeLessThan(outage.from);
    else if (last?.outcome === "done") expect(age).toBeLessThanOrEqual(30 * minute);
    if (turn % 12 === 0) heaps.push(heapUsed());
    if (turn === turns) stop.abort();
  }

  await syncs.run(stop.signal);
  for (const secret of [sandbox.clientSecret, ...sandbox.tokens()]) keepSecret(secret);
  expect([turn, newest > 100, sandbox.tokens().length >= turns - 4]).toEqual([turns, true, true]);
  expect(failed.map((at) => at >= outage.from && at < outage.to)).toEqual([true, true, true, true]);
  expect(unhealthy.length).toBeGreaterThan(0);
  expect(unhealthy.every((at) => at > outage.from + 30 * minute && at < outage.to)).toBe(true);
  expect(heaps).toHaveLength(turns / 12);
  expect((heaps.at(-1) ?? 0) - (heaps[0] ?? 0)).toBeLessThan(maxGrowth);
});
