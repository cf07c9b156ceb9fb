import { expect, test } from "vitest";
import { connect } from "../../../test/connect.ts";
import type { Answer } from "../../../test/loopback.ts";
import { byCursor, endpoints } from "../index.ts";

async function read(
  endpoint: Parameters<typeof byCursor>[1],
  input: Parameters<typeof byCursor>[2],
  ...pages: Answer[]
) {
  let count = 0;
  await using c = await connect(({ path }) => {
    if (!path.startsWith("/api")) return undefined;
    count += 1;
    return pages[Math.min(count, pages.length) - 1];
  });
  const got: unknown[] = [];
  let said = "";
  try {
    for await (const page of byCursor(c.genesys, endpoint, input)) got.push(...page);
  } catch (error) {
    said = String(error);
  }
  return { got, said, queries: c.server.api().map(({ query }) => query.toString()) };
}

const results = endpoints.conversationDetailsJobResults;
const input = { path: { jobId: "j" }, query: { pageSize: 2 } };

test("teams lead on by a nextUri with a cursor in it", async () => {
  const { got, queries } = await read(
    endpoints.teams,
    {},
    { body: { entities: ["a"], nextUri: "/api/v2/teams?pageSize=100&after=abc" } },
    { body: { entities: ["b"] } },
  );
  expect(got).toEqual(["a", "b"]);
  expect(queries).toEqual(["pageSize=100", "pageSize=100&after=abc"]);
});

test("results lead on by a cursor until there is none, over empty pages too", async () => {
  const { got, queries } = await read(
    results,
    input,
    { body: { conversations: ["a"], cursor: "1=" } },
    { body: { cursor: "2" } },
    { body: { conversations: ["b"] } },
  );
  expect(got).toEqual(["a", "b"]);
  expect(queries).toEqual(["pageSize=2", "pageSize=2&cursor=1%3D", "pageSize=2&cursor=2"]);
});

test("a cursor that comes again is refused", async () => {
  const pages = ["1", "2", "1"].map((cursor, index) => ({ body: { conversations: [index], cursor } }));
  const { said, queries } = await read(results, input, ...pages);
  expect(said).toContain("RequestError: The pages of analytics conversations details jobs results would never end");
  expect(queries).toHaveLength(3);
});

test("cursors without an end are followed to the listing's bound, and it says so", async () => {
  const pages = Array.from({ length: 60 }, (_, page) => ({ body: { conversations: [page], cursor: `${page}` } }));
  const { said, queries } = await read({ ...results, pages: { ...results.pages, most: 40 } }, input, ...pages);
  expect(said).toContain("would never end: 40 have come, and there is still more");
  expect(queries).toHaveLength(41);
});
