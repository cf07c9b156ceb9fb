import { expect, test } from "vitest";
import { answer, leg, openStored, response } from "../../test/orgs/stored.ts";
import { createPeople } from "../csat/index.ts";
import type { Reader } from "../warehouse/index.ts";
import { countRows, readPage } from "./page.ts";
import { type PageOrder, pageOrders } from "./page-order.ts";
import { rows } from "./rows.ts";
import type { Selection } from "./selection.ts";

const at = (hour: number) => `2026-03-05T${String(hour).padStart(2, "0")}:00:00.000Z`;

/** Ten responses, of which several share a time or a score, and some have none. */
const stored = () => ({
  response: Array.from({ length: 10 }, (_, index) =>
    response(`r${index}`, {
      submit_date: index % 4 === 3 ? null : at(8 + (index % 3)),
      csat_score: index % 5 === 4 ? null : (index % 3) / 2,
      agent_id: "ada",
      agent_name: "Ada",
    }),
  ),
  answer: Array.from({ length: 10 }, (_, index) => [
    answer(`r${index}`, 0, { satisfaction: (index % 3) / 2 }),
    answer(`r${index}`, 1, { role: "comment", answer: `said ${index}` }),
  ]).flat(),
  leg: [leg("r1", 0), leg("r1", 1), leg("r2", 0)],
});

async function paged(reader: Reader, selection: Selection, order: PageOrder, limit: number, between = async () => {}) {
  const pages: string[][] = [];
  let cursor: string | null = null;
  do {
    const { rows: own, next } = await readPage(reader, selection, { order, limit, cursor });
    pages.push(own.map((row) => `${String(row["response_id"])}${String(row["position"] ?? "")}`));
    cursor = next;
    await between();
  } while (cursor !== null);
  return pages;
}

test.each(pageOrders)("pages in the order of the %s have each row once, of whatever length they are", async (order) => {
  await using warehouse = await openStored(stored());
  for (const kind of ["responses", "answers"] as const) {
    const [whole] = await paged(warehouse, { rows: kind }, order, 200);
    expect(whole).toHaveLength(await countRows(warehouse, { rows: kind }));
    expect(new Set(whole)).toHaveProperty("size", whole?.length);
    for (const limit of [1, 3, 10]) {
      const pages = await paged(warehouse, { rows: kind }, order, limit);
      expect(pages.flat()).toEqual(whole);
      expect(pages.every((page) => page.length > 0 && page.length <= limit)).toBe(true);
    }
  }
});

test("the newest, the lowest and the highest come first, by id where they are equal, and what has no time or score last", async () => {
  await using warehouse = await openStored(stored());
  const first = async (order: PageOrder) => (await paged(warehouse, { rows: "responses" }, order, 200))[0]?.join(" ");
  expect(await first("newest")).toBe("r2 r5 r8 r1 r4 r0 r6 r9 r3 r7");
  expect(await first("oldest")).toBe("r0 r6 r9 r1 r4 r2 r5 r8 r3 r7");
  expect(await first("lowest")).toBe("r0 r3 r6 r1 r7 r2 r5 r8 r4 r9");
  expect(await first("highest")).toBe("r2 r5 r8 r1 r7 r0 r3 r6 r4 r9");
});

test("what is written between two pages moves no row from one to the other", async () => {
  await using warehouse = await openStored(stored());
  let latest = 0;
  const before = await paged(warehouse, { rows: "responses" }, "newest", 200);
  const pages = await paged(warehouse, { rows: "responses" }, "newest", 2, async () => {
    latest += 1;
    await warehouse.transaction((tx) => tx.put("response", [response(`n${latest}`, { submit_date: at(20) })]));
  });
  expect(pages.flat()).toEqual(before.flat());
});

test("a page has the rows of an export, with what may be shown of people, and legs where they may be", async () => {
  await using warehouse = await openStored(stored());
  const people = createPeople("pseudonym", new Uint8Array(32));
  const selection: Selection = { rows: "responses", queues: [], scores: { from: 0, to: 0 } };
  const page = await readPage(warehouse, selection, { order: "oldest", limit: 200, people });
  const exported: unknown[] = [];
  for await (const batch of rows(warehouse, selection, { people })) exported.push(...batch);
  expect(page.rows).toHaveLength(3);
  expect([...page.rows].sort(byId)).toEqual([...exported].sort(byId));
  expect(JSON.stringify(page.rows)).not.toMatch(/ada|Ada/);
  const legs = { order: "newest", limit: 10 } as const;
  await expect(readPage(warehouse, { rows: "legs" }, { ...legs, people })).rejects.toThrow(/about agents/);
  expect((await readPage(warehouse, { rows: "legs" }, legs)).rows).toHaveLength(3);
  await expect(readPage(warehouse, { rows: "legs" }, { ...legs, order: "lowest" })).rejects.toThrow(/no satisfaction/);
});

const byId = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

test.each(["", "x", "WzFd", Buffer.from('["newest",5,"r1",0]').toString("base64url"), "bnVsbA"])(
  "%j is no cursor",
  async (cursor) => {
    await using warehouse = await openStored(stored());
    const options = { order: "newest", limit: 5, cursor } as const;
    await expect(readPage(warehouse, { rows: "responses" }, options)).rejects.toThrow(/is none of a list/);
  },
);

test("a cursor of another order is refused", async () => {
  await using warehouse = await openStored(stored());
  const { next } = await readPage(warehouse, { rows: "responses" }, { order: "newest", limit: 5 });
  const options = { order: "lowest", limit: 5, cursor: next } as const;
  await expect(readPage(warehouse, { rows: "responses" }, options)).rejects.toThrow(/ordered by lowest/);
});
