import { expect, test } from "vitest";
import { day, isoTime, minute } from "../../src/base/index.ts";
import { seeds } from "../seeds.ts";
import { onServer } from "../servers/engine.ts";
import { present } from "../servers/sandboxed.ts";
import { openSecondWarehouse, openSynced } from "../servers/synced.ts";
import { recordsOf, truthOf } from "../truth/stored-records.ts";

/** All that has happened in so many days. */
const lastDays = (days: number) => ({ from: present - days * day, to: present });
const since = present - 30 * day;

test.each(seeds(3, onServer ? 1 : 3))("seed %i: synced = truth", async (seed) => {
  await using synced = await openSynced({ seed, perDay: 20, days: 60 });
  const result = await synced.sync({ since });
  expect(result.problems).toEqual([]);
  const records = await recordsOf(synced.warehouse, lastDays(30));
  expect(records).toEqual(truthOf(synced, lastDays(30)));
  expect(records.filter(({ sent_date }) => sent_date !== null).length).toBeGreaterThan(100);
});

test("a survey answered after the window it was created in is derived once", async () => {
  await using synced = await openSynced({ perDay: 40, days: 10 });
  const { responses } = await synced.sync({ since: present - 6 * day, sources: ["surveys"] });
  const records = await recordsOf(synced.warehouse, lastDays(6));
  const stored = await synced.table("response");
  expect(records.filter(({ sent_date, submit_date }) => sent_date && submit_date).length).toBeGreaterThan(50);
  // Where others may sync at once, times of creation are asked for within one stretch, and not beyond it.
  expect(responses / stored.length).toBeLessThan(onServer ? 1.05 : 1.01);
});

test("stopped early in a long first sync, it has the newest days of both sources", async () => {
  await using synced = await openSynced({ perDay: 20, days: 60 });
  const stop = new AbortController();
  const first = synced.sync(
    { since: present - 60 * day },
    { signal: stop.signal, onProgress: ({ left, whole }) => left < 0.8 * whole && stop.abort() },
  );
  await expect(first).rejects.toThrow(/abort/);
  const records = await recordsOf(synced.warehouse, lastDays(5));
  expect(records.map(({ response_id }) => response_id)).toEqual(
    truthOf(synced, lastDays(5)).map(({ response_id }) => response_id),
  );
  expect(records.every(({ linked }) => linked)).toBe(true);
  expect(new Set(records.map(({ source }) => source))).toEqual(new Set(["survey", "evaluation"]));
  // Early: most of what there is had not been read.
  expect(await recordsOf(synced.warehouse, lastDays(60))).toEqual(await recordsOf(synced.warehouse, lastDays(30)));
});

test("stopped between interactions and the names of their people and places, it asks for the names next time", async () => {
  await using whole = await openSynced({ perDay: 10, days: 6 });
  await whole.sync({ since: present - 4 * day });
  await using broken = await openSecondWarehouse(whole);
  const stop = new AbortController();
  const onProgress = ({ linked }: { readonly linked: number }): void => {
    if (linked > 0) stop.abort();
  };
  const first = broken.sync({ since: present - 4 * day }, { signal: stop.signal, onProgress });
  await expect(first).rejects.toThrow("Interrupted");
  expect((await broken.table("document")).filter(({ kind }) => kind === "interaction")).not.toEqual([]);
  await broken.sync();
  for (const table of ["response", "leg", "agent", "queue", "division", "wrap_up_code", "team"])
    expect(await broken.table(table)).toEqual(await whole.table(table));
});

test.runIf(onServer)(
  "a stretch that another process had and gave up is read last, with all that belongs to it",
  async () => {
    await using synced = await openSynced({ perDay: 20, days: 30 });
    const [organization_id, to_time] = [synced.sandbox.org.id, isoTime(present + minute)];
    const others = ["surveys", "evaluations"].map((sweep) => ({
      ...{ organization_id, name: `${sweep}/another`, owner: "another", to_time },
      ...{ from_time: isoTime(present - 3 * day), until_time: isoTime(present + 2 * minute) },
    }));
    await synced.warehouse.transaction((tx) => tx.put("lease", others));
    await synced.sync({ since });
    expect(await recordsOf(synced.warehouse, lastDays(30))).toEqual(truthOf(synced, lastDays(30)));
  },
);
