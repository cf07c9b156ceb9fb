import { expect, test } from "vitest";
import { endpoints } from "../../src/genesys/endpoints.ts";
import { endpointWords } from "./endpoints.ts";

test("every endpoint that a sync may ask has words of its own", () => {
  const names = Object.values(endpoints).map(({ name }) => name);
  expect(Object.keys(endpointWords.en).toSorted()).toEqual(names.toSorted());
});
