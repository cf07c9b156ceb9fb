import { expect, test } from "vitest";
import { day, hour } from "../../src/base/index.ts";
import { status } from "../../src/sync/index.ts";
import { everything } from "../seeds.ts";
import { present } from "../servers/sandboxed.ts";
import { cameToEnd, endLeases, stopAfter } from "../servers/stopping.ts";
import { openSecondWarehouse, openSynced, type Synced } from "../servers/synced.ts";

const tables = ["response", "answer", "attribution", "interaction", "leg", "agent", "problem", "handled"];
const retention = {
  comments: { count: 1, unit: "weeks" },
  agents: { count: 9, unit: "days" },
  documents: { count: 11, unit: "days" },
} as const;

/** Each day something reaches each of these ages. */
const cases = Array.from({ length: 24 }, (_, index) => ({
  start: present - (1 + index / 2) * day - 3 * hour,
  ...{ queue: "Billing", agent: index % 3 === 0 ? "Ben Okafor" : "Amelia Hart" },
  survey: { score: 1 + (index % 5), comment: `Comment ${index}` },
  ...(index % 2 === 0 ? { evaluation: { score: 4, comment: `Remark ${index}` } } : {}),
}));

/** What is stored, without where it lies; hashes are of rows, which the same documents make the same. */
async function read({ table, warehouse, clock }: Synced) {
  const [state] = await status(warehouse, { now: clock.now() });
  return {
    rows: new Map(await Promise.all(tables.map(async (name) => [name, await table(name)] as const))),
    documents: (await table("document"))
      // Each warehouse hashes addresses with a key of its own.
      .map(({ kind, id, json }) => `${kind} ${id} ${String(json).replace(/"addresses":\[[^\]]*\]/, "")}`)
      .sort(),
    forgotten: state?.forgotten,
  };
}

test("retention that is stopped anywhere and run again = never stopped", async () => {
  await using stopping = await openSynced({ days: 20, perDay: 0, cases });
  await using whole = await openSecondWarehouse(stopping);
  const { clock, warehouse } = stopping;
  for (const one of [stopping, whole]) await one.sync({ since: present - 20 * day });
  // Between any two transactions, or between some.
  const stride = everything ? 1 : 4;
  let stopped = 2;
  for (let done = false; !done; stopped += stride) {
    done = await cameToEnd(stopping.sync({ retention }, {}, stopAfter(warehouse, stopped)));
    await endLeases(warehouse);
    await stopping.sync({ retention });
    await whole.sync({ retention });
    expect(await read(stopping), `after ${stopped}`).toEqual(await read(whole));
    clock.advance(day / 2);
  }
  expect(stopped).toBeGreaterThan(9);
}, 600_000);
