import { expect, test } from "vitest";
import { createRecent } from "./recent.ts";

test("what was not used for longest goes first, the newest always stays", () => {
  const recent = createRecent<string, number>(10, (weight) => weight);
  recent.keep("a", 4);
  recent.keep("b", 4);
  recent.get("a");
  recent.keep("c", 4);
  expect([recent.get("a"), recent.get("b"), recent.get("c")]).toEqual([4, undefined, 4]);
  recent.keep("huge", 99);
  expect([recent.get("a"), recent.get("c"), recent.get("huge")]).toEqual([undefined, undefined, 99]);
});
