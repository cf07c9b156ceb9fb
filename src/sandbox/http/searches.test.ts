import { expect, test } from "vitest";
import { createSearches } from "./searches.ts";

test("pages of one search come from one look, until it is some seconds old", () => {
  const searches = createSearches();
  let looks = 0;
  const at = (now: number, key = "search"): string | undefined =>
    searches.read(key, now, () => [{ id: `look ${++looks}`, interactionId: "i" }])[0]?.id;
  expect([at(10_000), at(14_999), at(10_000, "other"), at(15_000)]).toEqual(["look 1", "look 1", "look 2", "look 3"]);
  // A clock that was put back tells of another time.
  expect(at(14_000)).toBe("look 4");
});
