import { expect, test } from "vitest";
import { cachesOf } from "./cache.ts";

/** A cache of texts, what was made for it, and the revision of what they are made from. */
function setUp(maxEntries: number) {
  const state = { revision: 1 };
  const made: string[] = [];
  const cache = cachesOf({ current: () => Promise.resolve(state.revision) })<string>(maxEntries);
  const read = (key: string): Promise<string> =>
    cache.read(key, () => {
      made.push(key);
      return Promise.resolve(`${key} ${state.revision}`);
    });
  return { state, made, cache, read };
}

test("one that is asked for several times, at once too, is made once", async () => {
  const { made, read } = setUp(9);
  expect(await Promise.all([read("a"), read("a"), read("b")])).toEqual(["a 1", "a 1", "b 1"]);
  expect([await read("a"), made]).toEqual(["a 1", ["a", "b"]]);
});

test("all are made again when the warehouse has changed", async () => {
  const { state, read } = setUp(9);
  await read("a");
  state.revision = 2;
  expect(await read("a")).toBe("a 2");
});

test("what was used longest ago is forgotten first", async () => {
  const { made, read } = setUp(2);
  for (const key of ["a", "b", "a", "c", "a", "b"]) await read(key);
  expect(made).toEqual(["a", "b", "c", "b"]);
});

test("one that could not be made is made again for the next who asks", async () => {
  const { cache, read } = setUp(9);
  await expect(cache.read("a", () => Promise.reject(new Error("the disk is gone")))).rejects.toThrow(
    "the disk is gone",
  );
  expect(await read("a")).toBe("a 1");
});
