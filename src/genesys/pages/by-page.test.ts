import { describe, expect, test } from "vitest";
import { connect } from "../../../test/servers/connect.ts";
import type { Answer, Asked } from "../../../test/servers/loopback.ts";
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
  let failure = "";
  try {
    for await (const page of byPage(c.genesys, endpoint, input)) got.push(page);
  } catch (error) {
    failure = String(error);
  }
  return {
    got,
    failure,
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

  test("nextUri alone shows that there is more, regardless of the totals; its query is asked next", async () => {
    const { got, failure, queries } = await read(
      [
        { body: { entities: ids("a"), total: 1, pageCount: 1, nextUri: link(2) } },
        { body: { entities: [], nextUri: link(3) } },
        { body: { entities: ids("b"), total: 900, pageCount: 9, nextUri: null } },
      ],
      users,
      { query: { id: ["a", "b"], pageSize: 7 } },
    );
    expect({ got, failure }).toEqual({ got: [ids("a"), ids("b")], failure: "" });
    const following = [2, 3].map((page) => `id=a%2Cb&pageSize=7&pageNumber=${page}`);
    expect(queries).toEqual(["pageSize=7&id=a%2Cb", ...following]);
  });

  test("a cursor in it is sent unchanged", async () => {
    const { got, queries } = await read(
      [{ body: { entities: ["a"], nextUri: "/api/v2/teams?pageSize=100&after=abc" } }, { body: { entities: ["b"] } }],
      endpoints.teams,
    );
    expect(got).toEqual([["a"], ["b"]]);
    expect(queries).toEqual(["pageSize=100", "pageSize=100&after=abc"]);
  });

  test("a page size is asked for where the caller names none, but not where the endpoint takes none", async () => {
    expect((await read([none], users)).queries).toEqual(["pageSize=100"]);
    expect((await read([none], endpoints.queuesDivisionViews)).queries).toEqual(["pageSize=500"]);
    expect((await read([none], endpoints.surveyFormsBulk)).queries).toEqual([""]);
  });

  test("through a gateway the real host's absolute links lead to the gateway, its prefix kept", async () => {
    const next = { body: { entities: ids("a"), nextUri: link(2, "https://api.mypurecloud.de") } };
    const { asked, failure } = await read([next, { body: { entities: ids("b") } }], users, {}, "/genesys");
    expect(failure).toBe("");
    expect(asked[1]).toMatchObject({ path: "/genesys/api/v2/users" });
    expect(asked[1]?.query.get("pageNumber")).toBe("2");
  });

  test.each(["https://api.mypurecloud.com.evil.test", "http://api.mypurecloud.de", "//evil.test", "http://[broken"])(
    "a link to %s is refused before anything is sent there",
    async (host) => {
      const { failure, asked } = await read([{ body: { entities: ids("a"), nextUri: link(2, host) } }], users);
      expect(failure).toMatch(/RequestError: users cannot be asked for: the link to its next page/);
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
    for (const { failure } of [back, twice, empty]) expect(failure).toContain("The pages of users would never end");
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
    ["a total that is too high ends with an empty page, asked for twice", [page(99, "a"), page(99), page(99)], 3],
    ["a page that was empty once is no end", [page(3, "a", "b"), page(3), page(3, "c")], 3],
    [
      "a total that is too low does not end it while pages are full",
      [page(1, "a", "b"), page(1, "c", "d"), page(1)],
      3,
    ],
    ["without a total only an empty page is the end", [page(undefined, "a"), page(undefined)], 2],
    ["a total of 0 is ignored for a page that holds something", [page(0, "a"), page(0)], 2],
    ["nothing found is one request", [{ body: {} }], 1],
    ["numbers that are not heeded end with the page that comes again", [page(undefined, "a")], 3],
    ["more than a page at once, under every number", [page(undefined, "a", "b", "c")], 3],
    ["a full page that comes again where all have come", [page(2, "a", "b"), page(2, "a", "b")], 3],
  ])("%s", async (_, pages, requests) => {
    const { failure, asked } = await details(pages);
    expect(failure).toBe("");
    expect(asked).toHaveLength(requests);
  });

  test("a page that comes again and again is refused", async () => {
    expect((await details([page(9, "a", "b")])).failure).toContain("would never end: one came twice");
  });
});

describe("a listing that announces more than it gives", () => {
  const shortfallsOf = async (endpoint: Read[1], pages: readonly Answer[], input: Read[2] = {}) => {
    let count = 0;
    await using c = await connect(({ path }) => {
      if (!path.includes("/api/")) return undefined;
      count += 1;
      return pages[Math.min(count, pages.length) - 1];
    });
    const sentences: string[] = [];
    const options = { onShortfall: (sentence: string) => sentences.push(sentence) };
    for await (const _ of byPage(c.genesys, endpoint, input, undefined, options));
    return sentences;
  };
  const nextUri = "/api/v2/users?pageNumber=2";

  test.each<[string, Answer[], string[]]>([
    ["a total", [{ body: { entities: ids("a"), total: 7 } }], ["users says that it has 7 items, and gave 1."]],
    ["pages", [{ body: { entities: ids("a"), pageCount: 3 } }], ["users says that it has 3 pages, and gave 1."]],
    [
      "what it repeats",
      [{ body: { entities: ids("a", "a"), total: 2 } }],
      ["users says that it has 2 items, and gave 1."],
    ],
    [
      "nothing",
      [{ body: { entities: ids("a"), nextUri } }, { body: { entities: ids("b"), total: 2, pageCount: 2 } }],
      [],
    ],
    ["less than it gives", [{ body: { entities: ids("a", "b"), total: 1, pageCount: 1 } }], []],
    ["no number", [{ body: { entities: ids("a"), total: "many", pageCount: null } }], []],
  ])("is reported: %s", async (_, pages, sentences) => {
    expect(await shortfallsOf(endpoints.users, pages)).toEqual(
      sentences.map((sentence) => `The listing of ${sentence}`),
    );
  });

  test("of hits too, where an empty page ends them", async () => {
    const hits = (...names: string[]) => ({
      body: { conversations: names.map((conversationId) => ({ conversationId })), totalHits: 9 },
    });
    expect(
      await shortfallsOf(endpoints.conversationDetailsQuery, [hits("a"), hits("b"), hits()], { body: {} }),
    ).toEqual(["The listing of analytics conversations details query says that it has 9 items, and gave 2."]);
  });
});

describe("a listing without an end is read to its bound, and is reported", () => {
  const maxPages = 40;
  let page = 0;
  const next = (): Answer => {
    page += 1;
    const items = [{ id: `${page}` }];
    return { body: { entities: items, conversations: items, nextUri: `/api/v2/users?pageNumber=${page}` } };
  };
  const endless = Array.from({ length: 100 }, next);

  test.each([
    ["links", endpoints.users],
    ["hits", endpoints.conversationDetailsQuery],
  ])("%s", async (_, endpoint) => {
    const bounded = { ...endpoint, pages: { ...endpoint.pages, maxPages } } as Read[1];
    const { failure, asked } = await read(endless, bounded, { body: {} });
    expect(failure).toMatch(/^RequestError: The pages of .+ would never end: 40 have come, and there is still more\./);
    expect(asked).toHaveLength(maxPages + 1);
  });
});

test("documents too deep to be spelt are paged over like any other", async () => {
  const deep = (id: string) => `{"entities":[{"x":${"[".repeat(10_000)}${"]".repeat(10_000)}}]${id}}`;
  const { got, failure } = await read(
    [{ body: deep(',"nextUri":"/api/v2/users?pageNumber=2"') }, { body: deep("") }],
    endpoints.users,
  );
  expect([got.length, failure]).toEqual([2, ""]);
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
