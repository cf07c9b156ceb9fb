import { describe, expect, test } from "vitest";
import { casts } from "./casts.ts";
import { cycles, oversized, readImports, type Source, violations } from "./imports.ts";

const source = (file: string, text: string): Source => ({ file, text });
const repository = readImports("src");

describe("the rooms of src/", () => {
  test("import strictly downward, each entered by its index.ts", () => expect(violations(repository)).toEqual([]));
  test("have no import cycles, types included", () => expect(cycles(repository)).toEqual([]));
});

describe("what comes out of the warehouse", () => {
  test("is decoded, never cast", () => expect(casts(repository)).toEqual([]));

  test.each([
    ["a cast of parsed JSON", "library/a.ts", "const lead = readJson(text) as Lead;"],
    ["JSON.parse, with any use of it", "report/a.ts", "const counts: Counts = JSON.parse(text);"],
    ["a cast of a row's field", "metrics/a.ts", `const kind = row["kind"] as Kind;`],
    ["a cast of a row's field as a text", "warehouse/a.ts", `const kind = String(row["kind"]) as Kind;`],
    ["a cast of a field with a default", "cli/a.ts", `const name = (row["name"] ?? null) as string | null;`],
    ["a cast through unknown", "metrics/a.ts", `const kind = row["kind"] as unknown as Kind;`],
    ["a cast of what was parsed before", "sync/a.ts", "for (const [id, stub] of stubs) seen.set(id, stub as Stub);"],
  ])("the guard bites on %s", (_, file, text) => expect(casts([source(file, text)])).toHaveLength(1));

  test.each([
    ["a constant", "sync/a.ts", `const kinds = ["survey"] as const;`],
    ["what a schema has checked", "sync/a.ts", "const lead = readStored(storedLead, json, what);"],
    ["a comment", "sync/a.ts", "// JSON.parse(text) as Lead"],
  ])("the guard lets %s pass", (_, file, text) => expect(casts([source(file, text)])).toEqual([]));
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
