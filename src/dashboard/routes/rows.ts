import { Hono } from "hono";
import { UsageError } from "../../base/index.ts";
import { countRows, readPage } from "../../export/index.ts";
import { once } from "../../request/index.ts";
import { sendJson } from "../answer.ts";
import type { ReadRows } from "../asked-rows.ts";
import type { DashboardContext } from "../context.ts";

const usualLimit = 50;
const maxLimit = 200;
/** Counts that are kept, of as many lists: each page of one asks for the same. */
const maxCounts = 200;

const readLimit = once((text, key) => {
  if (/^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= maxLimit) return Number(text);
  throw new UsageError(`${key} is ${JSON.stringify(text)}.`, `Give a whole number from 1 to ${maxLimit}.`);
});

/** `/api/rows`: the rows behind a number, a page at a time, and how many there are. */
export function rowRoutes({ warehouse, people, createCache, signal }: DashboardContext, readRows: ReadRows): Hono {
  const counts = createCache<number>(maxCounts);
  return new Hono().get("/api/rows", async (http) => {
    const asked = await readRows<{ cursor: string; limit: number }>(new URL(http.req.url).searchParams, {
      cursor: once((text) => text),
      limit: readLimit,
    });
    const { selection, order, words } = asked;
    const { cursor = null, limit = usualLimit } = words;
    // People first: of rows that may not be shown, their number may not either.
    const page = await readPage(warehouse, selection, { order, limit, cursor, people, signal });
    const total = await counts.read(asked.key, () => countRows(warehouse, selection, signal));
    return sendJson(http, { total, ...page });
  });
}
