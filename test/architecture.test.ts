import { describe, expect, test } from "vitest";
import { cycles, oversized, readImports, type Source, violations } from "./imports.ts";

const source = (file: string, text: string): Source => ({ file, text });
const repository = readImports("src");

describe("the rooms of src/", () => {
  test("import strictly downward, each entered by its index.ts", () => expect(violations(repository)).toEqual([]));
  test("have no import cycles, types included", () => expect(cycles(repository)).toEqual([]));
});

describe("files stay small", () => {
  test("half of them under 70 lines, nine in ten under 200, none over 300", () =>
    expect(oversized(repository)).toEqual([]));

  const ofLines = (count: number, lines: number): Source[] =>
    Array.from({ length: count }, (_, at) => source(`csat/${lines}-${at}.ts`, "\n".repeat(lines)));
  test.each([
    ["one file that is too long", [...ofLines(20, 10), ...ofLines(1, 301)]],
    ["many long files", [...ofLines(20, 10), ...ofLines(3, 201)]],
    ["mostly files of middling length", [...ofLines(9, 10), ...ofLines(10, 71)]],
  ])("the guard bites on %s", (_, sources) => expect(oversized(sources)).toHaveLength(1));
});

describe("the guard bites on", () => {
  const faults: Record<string, Source> = {
    "an upward import": source("genesys/client.ts", `import { readForm } from "../csat/index.ts";`),
    "a value import where only types may pass": source("csat/form.ts", `import { decode } from "../genesys/index.ts";`),
    "a sideways import": source("doctor/needs.ts", `import { extract } from "../extract/index.ts";`),
    "a sync that borrows from an extraction": source("sync/link.ts", `import { extract } from "../extract/index.ts";`),
    "a lazy import": source("base/time.ts", `const room = await import("../genesys/index.ts");`),
    "a re-export": source("config/index.ts", `export { createGenesys } from "../genesys/index.ts";`),
    "a back door": source("extract/link.ts", `import { gate } from "../genesys/gate.ts";`),
    "a sandbox that knows the client": source("sandbox/server.ts", `import { endpoints } from "../genesys/index.ts";`),
    "a sandbox that knows the scoring": source("sandbox/truth.ts", `import type { Scale } from "../csat/index.ts";`),
    "a room that is on no floor": source("helpers/pad.ts", `import { day } from "../base/index.ts";`),
  };
  for (const [name, fault] of Object.entries(faults)) {
    test(name, () => expect(violations([fault])).toHaveLength(1));
  }

  test("a cycle", () =>
    expect(
      cycles([source("csat/a.ts", `import "./b.ts";`), source("csat/b.ts", `export { c } from "./a.ts";`)]),
    ).toEqual(["csat/a.ts → csat/b.ts → csat/a.ts"]));
});
