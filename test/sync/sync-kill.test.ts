import { join } from "node:path";
import { expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import { createMovableClock, openSandbox, type Sandbox } from "../../src/sandbox/index.ts";
import { openReader } from "../../src/warehouse/index.ts";
import { killAt, start } from "../commands/process.ts";
import { newFolder } from "../new-folder.ts";
import { keepSecret } from "../printed.ts";
import { everything } from "../seeds.ts";
import { readTable } from "../servers/synced.ts";

/** Near the clock of the processes, which is the system's; it stands, so that nothing happens between two runs. */
const present = Math.floor(Date.now() / 60_000) * 60_000 - 60 * 60_000;
const since = new Date(present - 20 * day).toISOString();
const tables = ["response", "answer", "attribution", "interaction", "leg", "form", "question", "agent", "queue"];

/** What a kill may cost: a batch of documents, what was in flight, and the sweep that was under way. */
const batch = 100 + 20;

async function openOrg() {
  const sandbox = await openSandbox({
    clock: createMovableClock(present),
    limit: "off",
    seed: 2,
    perDay: 20,
    days: 25,
  });
  const folder = newFolder();
  const place = join(folder, "test.duckdb");
  const env = {
    GENESYS_GATEWAY_URL: sandbox.url,
    GENESYS_CLIENT_ID: sandbox.clientId,
    GENESYS_CLIENT_SECRET: sandbox.clientSecret,
  };
  return {
    spent: () => spent(sandbox),
    run: () => start(["sync", "--since", since, "--warehouse", place], env),
    async tables() {
      await using reader = await openReader(place);
      return await Promise.all(tables.map((name) => readTable(reader, name)));
    },
    async [Symbol.asyncDispose]() {
      keepSecret(sandbox.clientSecret);
      await sandbox[Symbol.asyncDispose]();
    },
  };
}

/** Which of ten syncs are killed: each at other requests. */
const orgs = everything ? [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] : [0, 3, 6, 9];

/** Requests that Genesys would count. */
const spent = (sandbox: Sandbox): number => Object.values(sandbox.counts()).reduce((sum, count) => sum + count, 0);

test("killed at any request and run again = never interrupted, in tables and, but for one batch, in requests", async () => {
  await using whole = await openOrg();
  expect((await whole.run().end).code).toBe(0);
  const [expected, all] = [await whole.tables(), whole.spent()];
  expect(all).toBeGreaterThan(100);

  // Several syncs, each killed three times: early and late in its first attempt, soon after the start of the next two.
  const next = orgs.values();
  let kills = 0;
  const worker = async (): Promise<void> => {
    for (const index of next) {
      await using org = await openOrg();
      for (const point of [1 + Math.floor((index * (all - 1)) / 10), 2 + index, 12 - index]) {
        const before = org.spent();
        const killed = await killAt(org.run(), () => org.spent() >= before + point);
        kills += killed;
      }
      const { code, stderr } = await org.run().end;
      expect([code, index, code === 0 ? "" : stderr]).toEqual([0, index, ""]);
      expect(await org.tables()).toEqual(expected);
      expect(org.spent()).toBeLessThanOrEqual(all + 3 * batch);
    }
  };
  await Promise.all([worker(), worker()]);
  expect(kills).toBe(3 * orgs.length);
}, 600_000);
