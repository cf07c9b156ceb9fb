import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { oldestNode, requireNode } from "./node-version.ts";

test("the oldest Node is that of package.json", () => {
  const { engines } = JSON.parse(readFileSync("package.json", "utf8")) as { engines: { node: string } };
  expect(engines.node).toBe(`>=${oldestNode}`);
});

test.each([
  ["20.18.3", true],
  ["18.20.0", true],
  ["20.19.0", false],
  ["22.1.0", false],
])("Node %s is refused in a sentence: %s", (version, isRefused) => {
  const printed: string[] = [];
  requireNode(version, (sentence) => printed.push(sentence));
  expect(printed.length > 0).toBe(isRefused);
});
