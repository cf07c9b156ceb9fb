import { expect, test } from "vitest";
import { evaluation, interaction, monday, smallOrg } from "../../../test/orgs/small-org.ts";
import { type Asked, openAsked } from "../../../test/servers/asked.ts";
import { createTestClock } from "../../../test/servers/clock.ts";
import { day, hour, isoInterval, isoTime } from "../../base/index.ts";
import type { FaultName } from "./all-faults.ts";

const interactions = Array.from({ length: 30 }, (_, index) => {
  const steps = [
    ["Pending", monday],
    ["Finished", monday + (index + 1) * hour],
  ] as const;
  return interaction(`i-${index}`, monday + index * hour, { evaluations: [evaluation(`e${index}`, steps)] });
});
const clock = createTestClock(monday + 6 * day);
const teams = Array.from({ length: 12 }, (_, index) => ({ id: `team-${index}`, name: `Team ${index}` }));
const org = { ...smallOrg(interactions), teams };
const open = (...faults: FaultName[]) => openAsked({ org, clock, limit: "off", faults });

type Row = Readonly<Record<string, string>>;

const week = isoInterval({ from: monday - day, to: monday + 5 * day });
const submitted = { type: "DATE_RANGE", field: "submittedDate" };
const search = (asked: Asked, pageNumber: number, sortOrder = "ASC"): Promise<Row[]> =>
  asked
    .ask("/quality/evaluations/search", {
      ...{ pageNumber, pageSize: 4, sortBy: "submittedDate", sortOrder },
      query: [{ ...submitted, startValue: isoTime(monday), endValue: isoTime(monday + 5 * day) }],
    })
    .then(({ body }) => body.results);

/** Pages by number, until one is empty. */
async function read(page: (number: number) => Promise<Row[]>): Promise<Row[][]> {
  const pages: Row[][] = [];
  while (pages.at(-1)?.length !== 0) pages.push(await page(pages.length + 1));
  return pages.slice(0, -1);
}

/** Pages by link, until there is none. */
async function follow(asked: Asked, first: string): Promise<Row[][]> {
  const pages: Row[][] = [];
  for (let next: string | undefined = first; next; ) {
    const { body } = await asked.ask(next.replace("/api/v2", ""));
    pages.push(body.entities);
    next = body.nextUri;
  }
  return pages;
}

const listings: Readonly<Record<string, (asked: Asked) => Promise<Row[][]>>> = {
  "the evaluation search": (asked) => read((number) => search(asked, number)),
  "the details query": (asked) =>
    read(async (pageNumber) => {
      const body = { interval: week, paging: { pageSize: 4, pageNumber } };
      return (await asked.ask("/analytics/conversations/details/query", body)).body.conversations ?? [];
    }),
  "a listing with page numbers and links": (asked) =>
    follow(asked, "/quality/evaluations/query?evaluatorUserId=eva&pageSize=4"),
  "a listing with links alone": (asked) => follow(asked, "/teams?pageSize=4"),
};

test.each(Object.keys(listings))(
  "short-pages: %s has short pages before the last, none empty, and loses no row",
  async (name) => {
    const pagesOf = async (...faults: FaultName[]) => {
      await using asked = await open(...faults);
      return (await listings[name]?.(asked)) ?? [];
    };
    const [whole, short] = [await pagesOf(), await pagesOf("short-pages")];
    expect(short.flat()).toEqual(whole.flat());
    expect(short.length).toBeGreaterThan(whole.length);
    expect(short.filter((page) => page.length === 0)).toEqual([]);
  },
);

test("short-pages: a request by ids is never short", async () => {
  await using asked = await open("short-pages");
  expect((await asked.ask("/quality/forms/surveys/bulk?id=sf-1,sf-2,sf-3")).body.entities).toHaveLength(3);
});

const idsOf = (pages: readonly (readonly Row[])[]) => pages.map((page) => page.map((row) => row["id"]));

test("moving-keys: a row goes missing between any two pages, and is there when they are read again", async () => {
  await using asked = await open("moving-keys");
  const pages = () => read((number) => search(asked, number));
  const [first, again] = [idsOf(await pages()), idsOf(await pages())];
  expect(first.slice(0, 2)).toEqual([
    ["e0", "e1", "e2", "e3"],
    ["e5", "e6", "e7", "e8"],
  ]);
  expect(first.flat()).not.toContain("e4");
  expect(new Set(again.flat()).size).toBe(30);
  expect(idsOf(await pages())).toEqual(again);
});

test("moving-keys: in another order nothing moves", async () => {
  await using asked = await open("moving-keys");
  expect(new Set(idsOf(await read((number) => search(asked, number, "DESC"))).flat()).size).toBe(30);
});
