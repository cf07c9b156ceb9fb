import { describe, expect, test } from "vitest";
import { connect } from "../../../test/servers/connect.ts";
import type { Answer } from "../../../test/servers/loopback.ts";
import { byKey, endpoints } from "../index.ts";

interface Row {
  readonly id: string;
  readonly key: number | null;
}

interface Search {
  readonly from: number;
  readonly pageNumber: number;
  readonly pageSize: number;
}

/** Reads a search of `answer`'s to its end: the ids that came, in order, and what was asked. */
async function read(answer: (search: Search, requests: number) => Answer) {
  const asked: Search[] = [];
  await using c = await connect(({ path, body }) => {
    if (!path.includes("/api/")) return undefined;
    const search: Search = JSON.parse(body);
    asked.push(search);
    return answer(search, asked.length);
  });
  const got: string[] = [];
  let failure = "";
  const keyOf = (item: unknown) => (item as Row).key;
  try {
    const pages = byKey(c.genesys, endpoints.evaluationsSearch, { from: 1, body: (from) => ({ from }), keyOf });
    for await (const page of pages) got.push(...page.map((item) => (item as Row).id));
  } catch (error) {
    failure = String(error);
  }
  return { got, failure, requests: asked.length, asked };
}

const rowsOf = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ id: `e${index}`, key: 10 * (index + 1) }));

/** Answers as a server that sorts by key and counts pages from the key that was asked for. */
function page(rows: readonly Row[], { from, pageNumber, pageSize }: Search, total?: number): Answer {
  const sorted = rows.filter(({ key }) => (key ?? 0) >= from).sort((a, b) => (a.key ?? 0) - (b.key ?? 0));
  const results = sorted.slice((pageNumber - 1) * pageSize, pageNumber * pageSize);
  return { body: { pageSize, pageNumber, results, total } };
}

describe("every row comes, even if rows move while the pages are read", () => {
  const ids = (rows: readonly Row[]) => rows.map(({ id }) => id).sort();

  test("a row that moves behind pulls none out of sight", async () => {
    const rows = rowsOf(250);
    const { got } = await read((search, requests) => {
      if (requests === 2) rows[3] = { id: "e3", key: 99_999 };
      return page(rows, search);
    });
    expect([...new Set(got)].sort()).toEqual(ids(rowsOf(250)));
    expect(got.filter((id) => id === "e3")).toHaveLength(2);
  });

  test("one that moves behind at every request", async () => {
    const rows = rowsOf(420);
    const { got } = await read((search, requests) => {
      rows[requests] = { id: `e${requests}`, key: 99_999 + requests };
      return page(rows, search);
    });
    expect([...new Set(got)].sort()).toEqual(ids(rowsOf(420)));
  });

  test("one that is withdrawn, and one that is new", async () => {
    const rows = rowsOf(250);
    const { got } = await read((search, requests) => {
      if (requests === 2) rows.splice(5, 1, { id: "new", key: 12_345 });
      return page(rows, search);
    });
    expect(new Set(got)).toEqual(new Set([...ids(rowsOf(250)), "new"]));
  });

  test("more than a page of one millisecond", async () => {
    const rows = rowsOf(360).map((row, index) => (index > 50 && index < 300 ? { ...row, key: 555 } : row));
    const { got } = await read((search) => page(rows, search));
    expect([...new Set(got)].sort()).toEqual(ids(rows));
  });
});

describe("only an empty page, or a total that has come, is an end", () => {
  test("pages that hold less than was asked for, although more follow", async () => {
    const rows = rowsOf(120);
    const { got, failure } = await read((search) => {
      const [start, size] = [(search.pageNumber - 1) * 7, 7];
      const left = rows.filter(({ key }) => (key ?? 0) >= search.from);
      return { body: { pageSize: search.pageSize, results: left.slice(start, start + size) } };
    });
    expect([got.length, failure]).toEqual([120, ""]);
  });

  test.each<[string, number, number | undefined, number]>([
    ["nothing found is one request", 0, undefined, 1],
    ["a page that is not full is followed by an empty one", 40, undefined, 2],
    ["unless a total shows that all have come", 40, 40, 1],
    ["a total of 0 is ignored for a page that holds something", 40, 0, 2],
    ["a total that is too low does not end it while pages are full", 250, 30, 3],
  ])("%s", async (_, count, total, requests) => {
    const answered = await read((search) => page(rowsOf(count), search, total));
    expect([answered.got.length, answered.requests]).toEqual([count, requests]);
  });
});

test("a page without its list is asked for once more, and is an end where it stays so", async () => {
  const rows = rowsOf(40);
  const listless = ({ pageNumber, pageSize }: Search): Answer => ({ body: { pageNumber, pageSize } });
  const once = await read((search, requests) => (requests === 1 ? listless(search) : page(rows, search)));
  expect([once.got.length, once.requests]).toEqual([40, 3]);
  const twice = await read((search) => (search.pageNumber > 1 ? listless(search) : page(rows, search)));
  expect([twice.got.length, twice.failure, twice.requests]).toEqual([40, "", 3]);
});

test("an empty page in place of the rows that the last page ended with ends nothing", async () => {
  const rows = rowsOf(250);
  const { got, requests } = await read((search, asked) => page(asked === 2 ? [] : rows, search));
  expect([got.length, requests]).toEqual([250, 5]);
});

test("rows in no order, and rows whose key cannot be read, are read by page numbers", async () => {
  const upside = rowsOf(250).reverse();
  const shuffled = ({ pageNumber, pageSize }: Search): Answer => ({
    body: { pageSize, results: upside.slice((pageNumber - 1) * pageSize, pageNumber * pageSize) },
  });
  expect((await read(shuffled)).got).toHaveLength(250);
  const keyless = rowsOf(250).map(({ id }) => ({ id, key: null }));
  const { got, asked } = await read(({ pageNumber, pageSize }) => ({
    body: { pageSize, results: keyless.slice((pageNumber - 1) * pageSize, pageNumber * pageSize) },
  }));
  expect([got.length, asked.map(({ pageNumber }) => pageNumber)]).toEqual([250, [1, 2, 3, 4]]);
});

test("a listing that goes round in circles is refused", async () => {
  const { failure, requests } = await read(({ pageSize }) => ({ body: { pageSize, results: rowsOf(pageSize) } }));
  expect(failure).toContain("would never end: 4 in a row hold nothing new");
  expect(requests).toBe(5);
});

test("one page that comes under every number is all of the listing, as far as nothing more comes from its last key on", async () => {
  const rows = rowsOf(150);
  const numberless = (atMost: number) =>
    read((search) => {
      const left = rows.filter(({ key }) => (key ?? 0) >= search.from);
      return { body: { pageSize: search.pageSize, results: left.slice(0, atMost) } };
    });
  const capped = await numberless(70);
  expect([[...new Set(capped.got)].sort(), capped.failure]).toEqual([rows.map(({ id }) => id).sort(), ""]);
  const all = await read(() => ({ body: { results: rowsOf(3) } }));
  expect([all.got.length, all.failure, all.requests]).toEqual([3, "", 4]);
});

test("where nothing comes from the last key on, the page behind it is asked for by its number", async () => {
  const rows = rowsOf(250);
  const { got, failure } = await read((search) => page(search.from > 1 ? [] : rows, search));
  expect([got.length, failure]).toEqual([250, ""]);
});
