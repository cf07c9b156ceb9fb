import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import type { Filter, Grouping } from "../../src/metrics/index.ts";
import { createReport } from "../../src/report/index.ts";
import type { Reader } from "../../src/warehouse/index.ts";
import { isOrdered } from "../servers/both-engines.ts";
import { present } from "../servers/sandboxed.ts";
import { openSynced, type Synced } from "../servers/synced.ts";

const now = present + 10 * day;
let synced: Synced;
beforeAll(async () => {
  synced = await openSynced({ perDay: 12, days: 40, daysAhead: 10 });
  synced.clock.advance(now - present);
  await synced.sync();
});
afterAll(async () => synced[Symbol.asyncDispose]());

/** Answers that no statement puts in order come in any: as from two threads, or from another engine. */
function createShuffling(reader: Reader, seed: number): Reader {
  let state = seed;
  const below = (limit: number): number => {
    state = (state * 48271) % 2147483647;
    return state % limit;
  };
  return {
    stream: reader.stream,
    async query(sql, parameters, signal) {
      const rows = await reader.query(sql, parameters, signal);
      if (isOrdered(sql)) return rows;
      const drawn = rows.map((row) => ({ row, place: below(2147483647) }));
      return drawn.sort((a, b) => a.place - b.place).map(({ row }) => row);
    },
  };
}

test.each<[Filter, Grouping | null, boolean]>([
  [{}, null, false],
  [{}, "queue", true],
  [{ rule: "last" }, null, false],
  [{ rule: "last" }, "agent", false],
  [{ rule: "last", media: ["voice"] }, "question", false],
  [{ rule: "all" }, "agent", false],
  [{ rule: "all", sources: ["surveys"] }, "wrap-up", false],
])("a report of %j by %j does not depend on the order in which a database returns rows", async (filter, by, pool) => {
  const range = { from: now - 40 * day, to: now };
  const request = {
    filter: { ...filter, range },
    ...{ by, pool, now, definitionId: null, local: { timeZone: "Europe/Berlin", firstDayOfWeek: 1 } },
    ...{ completeness: { sentence: "complete", completeTo: now } },
    people: { mode: "pseudonym", pseudonym: (id: string) => id.slice(0, 8) },
  } as const;
  const document = await createReport(synced.warehouse, request);
  expect(document.responses, "of how many").toBeGreaterThan(20);
  for (const seed of [1, 2])
    expect(await createReport(createShuffling(synced.warehouse, seed), request)).toEqual(document);
});

test("what is added up over hundreds of groups comes in an order of its own", () => {
  // Too few groups here to show it: from some hundred on, a sum in another order differs in a digit that is printed.
  expect(isOrdered(readFileSync("src/metrics/catalogue/cells.sql", "utf8"))).toBe(true);
});

test("a statement is ordered only by an order of its own", () => {
  expect(isOrdered("SELECT * FROM (SELECT 1 ORDER BY 1) AS one")).toBe(false);
  expect(isOrdered("SELECT count(*) OVER (ORDER BY (a)) -- ORDER BY\nFROM t")).toBe(false);
  expect(isOrdered("WITH a AS (SELECT (1)) SELECT * FROM a ORDER BY 1")).toBe(true);
});
