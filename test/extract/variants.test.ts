import { describe, expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import { type SandboxOptions, type WireVariant, wireVariants } from "../../src/sandbox/index.ts";
import { seeds } from "../seeds.ts";
import { openSandboxed, type Sandboxed, truthOf } from "../servers/sandboxed.ts";

const small: SandboxOptions = { perDay: 8, days: 20 };
const startDays = ["analytics:surveyAggregate:view", "quality:evaluation:searchAny"];

/** Variants that take something away: the rest is delivered, and missing parts are named. */
const costly: readonly WireVariant[] = ["survey-retention"];

/** Several orgs: the rows are the truth, and nothing is reported as missing. */
async function expectWhole(options: SandboxOptions): Promise<void> {
  let found = 0;
  for (const seed of seeds(10)) {
    await using org: Sandboxed = await openSandboxed({ ...small, ...options, seed });
    const { records, missing, problems, skipped } = await org.extract();
    expect(records).toEqual(truthOf(org));
    expect([missing, problems, skipped]).toEqual([[], [], []]);
    found += records.length;
  }
  expect(found).toBeGreaterThan(10 * seeds(10).length);
}

describe("either way of what the documentation leaves open gives the same rows", () => {
  test.each(namesOf(wireVariants).filter((name) => !costly.includes(name)))("%s", async (variant) => {
    await expectWhole({ variants: [variant] });
  });

  // Those that the requests of this route could meet.
  test.each<WireVariant>([
    "capped-results",
    "empty-conversations",
    "fewer-ids",
    "lasting-surveys",
    "missing-conversations-404",
    "promoter-classes",
    "smaller-pages",
    "time-ranges",
    "unnamed-permissions",
  ])("%s, by start day", async (variant) => {
    await expectWhole({ variants: [variant], withoutPermissions: startDays });
  });
});

test("survey-retention costs the expired surveys, and names them", async () => {
  let gone = 0;
  for (const seed of seeds(10, 10)) {
    await using org = await openSandboxed({ perDay: 8, days: 60, seed, variants: ["survey-retention"] });
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
