import { describe, expect, test } from "vitest";
import { connect } from "../../../test/connect.ts";
import type { Answer, Asked } from "../../../test/loopback.ts";
import { byPage, endpoints } from "../index.ts";

type Read = Parameters<typeof byPage>;

/** Reads a listing to its end from an API that answers its pages in turn, the last one for ever. */
async function read(pages: readonly Answer[], endpoint: Read[1], input: Read[2] = {}, prefix = "") {
  const asked: Asked[] = [];
  const answer = (one: Asked): Answer | undefined => {
    if (!one.path.includes("/api/")) return undefined;
    asked.push(one);
    return pages[Math.min(asked.length, pages.length) - 1];
  };
  await using c = await connect(answer, {}, prefix);
  const got: unknown[] = [];
  let said = "";
  try {
    for await (const page of byPage(c.genesys, endpoint, input)) got.push(page);
  } catch (error) {
    said = String(error);
  }
  return {
    got,
    said,
    asked,
    queries: asked.map(({ query }) => query.toString()),
    bodies: asked.map(({ body }) => body),
  };
}

const none = { body: { entities: [] } };
const ids = (...names: string[]) => names.map((id) => ({ id }));

describe("by link", () => {
  const link = (page: number, host = "") => `${host}/api/v2/users?id=a%2Cb&pageSize=7&pageNumber=${page}`;
  const { users } = endpoints;

  test("nextUri alone says that there is more, whatever the totals say; its query is what is asked next", async () => {
    const { got, said, queries } = await read(
      [
        { body: { entities: ids("a"), total: 1, pageCount: 1, nextUri: link(2) } },
        { body: { entities: [], nextUri: link(3) } },
        { body: { entities: ids("b"), total: 900, pageCount: 9, nextUri: null } },
      ],
      users,
      { query: { id: ["a", "b"], pageSize: 7 } },
    );
    expect({ got, said }).toEqual({ got: [ids("a"), ids("b")], said: "" });
    const following = [2, 3].map((page) => `id=a%2Cb&pageSize=7&pageNumber=${page}`);
    expect(queries).toEqual(["pageSize=7&id=a%2Cb", ...following]);
  });

  test("a page size is asked for where the caller names none, but not where the endpoint takes none", async () => {
    expect((await read([none], users)).queries).toEqual(["pageSize=100"]);
    expect((await read([none], endpoints.queuesDivisionViews)).queries).toEqual(["pageSize=500"]);
    expect((await read([none], endpoints.surveyFormsBulk)).queries).toEqual([""]);
  });

  test("through a gateway the real host's absolute links lead to the gateway, its prefix kept", async () => {
    const next = { body: { entities: ids("a"), nextUri: link(2, "https://api.mypurecloud.de") } };
    const { asked, said } = await read([next, { body: { entities: ids("b") } }], users, {}, "/genesys");
    expect(said).toBe("");
    expect(asked[1]).toMatchObject({ path: "/genesys/api/v2/users" });
    expect(asked[1]?.query.get("pageNumber")).toBe("2");
  });

  test.each(["https://api.mypurecloud.com.evil.test", "http://api.mypurecloud.de", "//evil.test", "http://[broken"])(
    "a link to %s is refused before anything is sent there",
    async (host) => {
      const { said, asked } = await read([{ body: { entities: ids("a"), nextUri: link(2, host) } }], users);
      expect(said).toMatch(/RequestError: users cannot be asked for: the link to its next page/);
      expect(asked).toHaveLength(1);
    },
  );

  test("a link that leads back, a page that comes twice and endless emptiness are refused", async () => {
    const back = await read(
      [2, 3, 2].map((page) => ({ body: { entities: ids(`${page}`), nextUri: link(page) } })),
      users,
    );
    const twice = await read(
      [2, 3].map((page) => ({ body: { entities: ids("a"), nextUri: link(page) } })),
      users,
    );
    const empty = await read(
      Array.from({ length: 50 }, (_, page) => ({ body: { entities: [], nextUri: link(page) } })),
      users,
    );
    for (const { said } of [back, twice, empty]) expect(said).toContain("The pages of users would never end");
    expect([back, twice, empty].map(({ asked }) => asked.length)).toEqual([3, 2, 11]);
  });
});

describe("by hits", () => {
  const page = (totalHits: number | undefined, ...names: string[]): Answer => ({
    body: { conversations: names.map((conversationId) => ({ conversationId })), totalHits },
  });
  const details = (pages: readonly Answer[]) =>
    read(pages, endpoints.conversationDetailsQuery, { body: { interval: "i", paging: { pageSize: 2 } } });

  test("pages are counted up in the body until one is short and the total is reached", async () => {
    const { got, bodies } = await details([page(3, "a", "b"), page(3, "c")]);
    expect(got).toHaveLength(2);
    expect(bodies.map((body) => JSON.parse(body))).toEqual(
      [1, 2].map((pageNumber) => ({ interval: "i", paging: { pageSize: 2, pageNumber } })),
    );
  });

  test("100 a page where the caller names no size", async () => {
    const { bodies } = await read([{ body: {} }], endpoints.conversationDetailsQuery, { body: {} });
    expect(bodies).toEqual(['{"paging":{"pageSize":100,"pageNumber":1}}']);
  });

  test.each<[string, Answer[], number]>([
    ["a short page with more to come is no end", [page(4, "a"), page(4, "b", "c"), page(4, "d")], 3],
    ["a page that shifted is read on until every one was seen", [page(3, "a", "b"), page(3, "b"), page(3, "c")], 3],
    [
      "a page that stands in another's place is asked for again",
      [page(3, "a", "b"), page(3, "a", "b"), page(3, "c")],
      3,
    ],
    ["a total that is too high ends with an empty page", [page(99, "a"), page(99)], 2],
    [
      "a total that is too low does not end it while pages are full",
      [page(1, "a", "b"), page(1, "c", "d"), page(1)],
      3,
    ],
    ["without a total only an empty page is the end", [page(undefined, "a"), page(undefined)], 2],
    ["a total of none says nothing of a page that holds something", [page(0, "a"), page(0)], 2],
    ["nothing found is one request", [{ body: {} }], 1],
  ])("%s", async (_, pages, requests) => {
    const { said, asked } = await details(pages);
    expect(said).toBe("");
    expect(asked).toHaveLength(requests);
  });

  test("a page that comes again and again is refused", async () => {
    expect((await details([page(9, "a", "b")])).said).toContain("would never end: one came twice");
  });
});

test("a link of the real host is refused where there is no gateway", async () => {
  await using c = await connect(({ path }) =>
    path.includes("/api/")
      ? { body: { entities: ids("a"), nextUri: "https://api.mypurecloud.de/api/v2/users" } }
      : undefined,
  );
  const hosts = { api: c.server.url, login: c.server.url.replace("127.0.0.1", "localhost") };
  await using direct = await connect(() => undefined, { hosts });
  await expect(async () => {
    for await (const _ of byPage(direct.genesys, endpoints.users));
  }).rejects.toThrow("leads to another host, api.mypurecloud.de");
});
