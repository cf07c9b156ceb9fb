import { expect, test } from "vitest";
import { createSearches } from "./search-results.ts";

test("pages of one search come from one look, until it is some seconds old", () => {
  const searches = createSearches();
  let looks = 0;
  const at = (now: number, name = "search", from = "b"): readonly string[] => {
    const found = () => [from, "c"].map((key) => ({ id: `look ${looks} ${key}`, interactionId: "i", key }));
    return searches
      .read(name, from, now, () => {
        looks += 1;
        return found();
      })
      .map(({ id }) => id);
  };
  expect([at(10_000), at(14_999), at(10_000, "other"), at(15_000)].map(([first]) => first)).toEqual([
    "look 1 b",
    "look 1 b",
    "look 2 b",
    "look 3 b",
  ]);
  // What comes from a later key on was found with it; what comes before it was not.
  expect(at(15_000, "search", "c")).toEqual(["look 3 c"]);
  expect(at(15_000, "search", "a")).toEqual(["look 4 a", "look 4 c"]);
  // A clock that was put back is at another time.
  expect(at(14_000)).toEqual(["look 5 b", "look 5 c"]);
});
