import { expect, test } from "vitest";
import { compareNames } from "./compare-names.ts";

test("names are in the order in which people look for them", () =>
  expect(["Site 10", "site 2", "Site 1", "Fax", "éclair"].toSorted(compareNames)).toEqual([
    ...["éclair", "Fax", "Site 1", "site 2", "Site 10"],
  ]));
