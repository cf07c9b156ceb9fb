import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import { createReport, type People } from "../../src/report/index.ts";
import { fullReport } from "../orgs/invented-report.ts";
import { openMeasured } from "../truth/metrics-measured.ts";
import { documentKeys } from "./report-keys.ts";

const page = readFileSync(new URL("../../docs/report-json.md", import.meta.url), "utf8");

/** The keys that the page has a row for, by section. */
const documented = new Map(
  page
    .split("\n## ")
    .slice(1)
    .map((section) => {
      const [name = ""] = section.split("\n", 1);
      return [name, [...section.matchAll(/^\| `([^`]+)` \|/gm)].map(([, key]) => key ?? "")] as const;
    }),
);

test("every type of the document has a section, and each of its keys a row there, in order", () => {
  expect([...documented.keys()].toSorted()).toEqual([...documentKeys().keys()].toSorted());
  for (const [type, keys] of documentKeys()) expect([type, documented.get(type)]).toEqual([type, keys]);
});

test("every row explains a key, and whether it is of the whole, a group, a period or a row", () => {
  const rows = page.split("\n").filter((line) => /^\| `/.test(line));
  expect(rows.length).toBeGreaterThan(150);
  for (const row of rows) {
    const [, , what = "", , , level = ""] = row.split("|").map((cell) => cell.trim());
    expect([row, what !== "", ["whole", "group", "period", "row", "any"].includes(level)]).toEqual([row, true, true]);
  }
});

/** Keys of objects anywhere in a document; states of surveys and filters are data. */
function keysIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    key === "filter" || key === "outside" ? [key] : [key, ...keysIn(one)],
  );
}

test("no key of a real document is without a row", async () => {
  const known = new Set([...documented.values()].flatMap((keys) => keys.flatMap((key) => key.split("."))));
  await using measured = await openMeasured({ seed: 2, perDay: 20, days: 34 });
  const { now } = measured;
  const { standing } = fullReport;
  const people = (mode: People["mode"]): People => ({ mode, pseudonym: (id) => id });
  const seen = new Set(keysIn(fullReport));
  for (const more of [
    { by: "queue" as const, people: people("named") },
    { by: "question" as const, people: people("named") },
    { by: "media" as const, people: people("pseudonym") },
    { by: "agent" as const, rule: "all" as const, people: people("named") },
    { people: people("off"), scores: { from: 0, to: 0.5 } },
  ]) {
    const { rule, scores, ...request } = { rule: undefined, scores: undefined, ...more };
    const document = await createReport(measured.synced.warehouse, {
      ...{
        filter: { range: { from: now - 28 * day, to: now }, rule, scores },
        now,
        definitionId: "settings",
        ...request,
      },
      local: { timeZone: "Europe/Berlin", firstDayOfWeek: 1 },
      completeness: { sentence: "", completeTo: now, ...(standing ? { state: standing } : {}) },
    });
    for (const key of keysIn(document)) seen.add(key);
  }
  expect([...seen].filter((key) => !known.has(key))).toEqual([]);
  // Nothing speaks against a direction in this org.
  const doubtful = documented.get("DoubtfulDirection") ?? [];
  expect([...known].filter((key) => !seen.has(key) && !doubtful.includes(key))).toEqual([]);
});
