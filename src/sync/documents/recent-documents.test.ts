import { expect, test } from "vitest";
import { createRecentDocuments } from "./recent-documents.ts";

const version = (json: string) => ({ json, fetchedAt: 0, arrival: 1 });

test("the last version of a document is remembered, also where there is an older one", () => {
  const recent = createRecentDocuments(2);
  for (const [name, json] of [
    ["a", "1"],
    ["b", "1"],
    ["a", "2"],
    ["c", "1"],
  ] as const)
    recent.remember(name, version(json));
  expect(["a", "b", "c"].map((name) => recent.get(name)?.json)).toEqual(["2", "1", "1"]);
});

test("it forgets rather than grow", () => {
  const recent = createRecentDocuments(2);
  for (const name of ["a", "b", "c", "d", "e"]) recent.remember(name, version(name));
  expect(["a", "b", "c", "d", "e"].map((name) => recent.get(name)?.json)).toEqual([
    undefined,
    undefined,
    "c",
    "d",
    "e",
  ]);
});

test("a document that has become large is not remembered as it was", () => {
  const recent = createRecentDocuments(1);
  for (const [name, json] of [
    ["a", "1"],
    ["b", "1"],
    ["a", "1".repeat(2_000)],
  ] as const)
    recent.remember(name, version(json));
  expect(recent.get("a")).toBeUndefined();
});
