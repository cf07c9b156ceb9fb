import { expect, test } from "vitest";
import { connect } from "../../../test/servers/connect.ts";
import type { Asked } from "../../../test/servers/loopback.ts";
import { byPage, endpoints } from "../index.ts";

type Read = Parameters<typeof byPage>;

const sizeOf = ({ query, body }: Asked): number => {
  const inBody = body.match(/"pageSize":(\d+)/)?.[1];
  return Number(query.get("pageSize") ?? inBody);
};

/** Pages of a Genesys that gives at most `maxSize` things, and the sizes it was asked for. */
async function read(maxSize: number, endpoint: Read[1], input: Read[2], message = "pageSize must be at most 30") {
  const sizes: number[] = [];
  await using c = await connect((asked) => {
    if (!asked.path.includes("/api/")) return undefined;
    const size = sizeOf(asked);
    sizes.push(size);
    if (size > maxSize) return { status: 400, body: { code: "bad.request", message, status: 400 } };
    const items = Array.from({ length: sizes.at(-2) === size ? 1 : size }, (_, n) => ({ id: `${sizes.length} ${n}` }));
    const page = { entities: items, conversations: items.map(({ id }) => ({ conversationId: id })) };
    const nextUri = items.length === size ? `${asked.path}?pageSize=${size}&pageNumber=2` : null;
    return { body: { ...page, pageSize: size, totalHits: size + 1, nextUri } };
  });
  let items = 0;
  let failure = "";
  try {
    for await (const page of byPage(c.genesys, endpoint, input)) items += page.length;
  } catch (error) {
    failure = String(error);
  }
  return { sizes, items, failure };
}

const { users, conversationDetailsQuery } = endpoints;

test.each([
  ["links", users, { query: { state: "any" } }, [100, 50, 25, 25]],
  ["links, by the caller's size", users, { query: { pageSize: 40 } }, [40, 25, 25]],
  ["hits", conversationDetailsQuery, { body: { paging: { pageSize: 60 } } }, [60, 30, 30]],
] as const)("a page that is refused for its size is halved until it comes: %s", async (_, endpoint, input, sizes) => {
  const size = sizes.at(-1) ?? 0;
  expect(await read(30, endpoint, input)).toEqual({ sizes, items: size + 1, failure: "" });
});

test("a page that fails even with 25 items is an error with its reason", async () => {
  const { sizes, failure } = await read(0, users, {});
  expect(sizes).toEqual([100, 50, 25]);
  expect(failure).toContain("pageSize must be at most 30");
});

test("another refusal is no matter of the size", async () => {
  expect((await read(0, users, {}, "state is not known")).sizes).toEqual([100]);
});
