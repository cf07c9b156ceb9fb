import { describe, expect, test } from "vitest";
import { day, RequestError } from "../src/base/index.ts";
import type { Extraction } from "../src/extract/index.ts";
import { type SandboxOptions, type WireVariant, wireVariants } from "../src/sandbox/index.ts";
import { openSandboxed, type Sandboxed, truthOf } from "./sandboxed.ts";

const small: SandboxOptions = { perDay: 20, days: 30 };
const startDays = ["analytics:surveyAggregate:view", "quality:evaluation:searchAny"];

/** Variants that take something away: the rest is delivered, and what is missing is named. */
const costly: readonly WireVariant[] = ["survey-retention"];

/** Variants that not every client gets over: what it cannot have, it says. */
const told: readonly WireVariant[] = ["smaller-pages", "capped-results"];

async function expectWhole(org: Sandboxed): Promise<void> {
  const { records, missing, problems, skipped } = await org.extract();
  expect(records).toEqual(truthOf(org));
  expect([missing, problems, skipped]).toEqual([[], [], []]);
  expect(records.length).toBeGreaterThan(10);
}

/** A run that ended with an error has said so. */
function failed(error: unknown): Pick<Extraction, "records" | "missing" | "problems" | "skipped"> {
  expect(error).toBeInstanceOf(RequestError);
  return { records: [], missing: [String(error)], problems: [], skipped: [] };
}

describe("either way of what the documentation leaves open gives the same rows", () => {
  test.each(namesOf(wireVariants).filter((name) => ![...costly, ...told].includes(name)))("%s", async (variant) => {
    await using org = await openSandboxed({ ...small, seed: 3, variants: [variant] });
    await expectWhole(org);
  });

  // Those that the requests of this route could meet.
  test.each<WireVariant>([
    "empty-conversations",
    "fewer-ids",
    "lasting-surveys",
    "missing-conversations-404",
    "promoter-classes",
    "time-ranges",
    "unnamed-permissions",
  ])("%s, by start day", async (variant) => {
    const withoutPermissions = startDays;
    await using org = await openSandboxed({ ...small, seed: 4, variants: [variant], withoutPermissions });
    await expectWhole(org);
  });
});

describe.each(told)("%s: the truth, or a word for what is not there", (variant) => {
  test.each([
    ["by event time and search", []],
    ["by start day", startDays],
  ])("%s", async (_, withoutPermissions) => {
    await using org = await openSandboxed({ ...small, seed: 4, variants: [variant], withoutPermissions });
    const { records, missing, problems, skipped } = await org.extract().catch(failed);
    if (JSON.stringify(records) === JSON.stringify(truthOf(org))) return;
    expect(missing.length + problems.length + skipped.length).toBeGreaterThan(0);
  });
});

test("survey-retention costs what is gone, and names it", async () => {
  let gone = 0;
  for (const seed of [1, 2, 3, 4]) {
    await using org = await openSandboxed({ ...small, days: 60, seed, variants: ["survey-retention"] });
    const { records, problems } = await org.extract();
    const old = ({ interaction_start }: { interaction_start: string | null }) =>
      Date.parse(interaction_start ?? "") < org.clock.now() - 14 * day;
    const all = truthOf(org);
    const lost = all.filter((row) => row.source === "survey" && old(row));
    expect(records).toEqual(all.filter((row) => !lost.includes(row)));
    const named = new Set(problems.map(({ id }) => id));
    for (const { response_id, interaction_id } of lost)
      expect(named.has(response_id) || named.has(interaction_id)).toBe(true);
    gone += lost.length;
  }
  expect(gone).toBeGreaterThan(0);
});

function namesOf(table: typeof wireVariants): WireVariant[] {
  return Object.keys(table) as WireVariant[];
}
