import { expect, test } from "vitest";
import { createLruCache } from "./lru-cache.ts";

test("what was not used for longest goes first", () => {
  const recent = createLruCache<string, number>(2);
  recent.keep("a", 1);
  recent.keep("b", 2);
  recent.get("a");
  recent.keep("c", 3);
  expect([recent.get("a"), recent.get("b"), recent.get("c")]).toEqual([1, undefined, 3]);
});
