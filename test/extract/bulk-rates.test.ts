import { expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import type { Extraction } from "../../src/extract/index.ts";
import type { SandboxOptions } from "../../src/sandbox/index.ts";
import { createChoiceOrg } from "../orgs/choice-surveys.ts";
import { choiceForms, choiceWays } from "../orgs/choice-ways.ts";
import { everything, seeds } from "../seeds.ts";
import { asReadInBulk } from "../servers/read-in-bulk.ts";
import { openSandboxed, present, type Sandboxed, truthOf } from "../servers/sandboxed.ts";

/* What thousands of surveys of one form cost, and how soon one that lies is found out. */

const days = 12;
const range = { from: present - (days + 2) * day, to: present };
const orgOf = (seed: number, surveys: number, writesOneIn?: number) =>
  createChoiceOrg({ seed, surveys, days, present, ...(writesOneIn === undefined ? {} : { writesOneIn }) });

async function extractFrom(options: SandboxOptions): Promise<Extraction> {
  await using sandboxed = await openSandboxed(options);
  const extraction = await sandboxed.extract({ range, sources: ["surveys"] });
  expectTruth(sandboxed, extraction);
  return extraction;
}

function expectTruth(sandboxed: Sandboxed, { records, missing, problems }: Extraction): void {
  const truth = truthOf(sandboxed, range, { sources: ["survey"] });
  expect([missing, problems, records.length]).toEqual([[], [], truth.length]);
  for (const [at, record] of records.entries()) {
    const expected = truth[at];
    if (!expected || JSON.stringify(record) === JSON.stringify(expected)) continue;
    expect(record).toEqual(asReadInBulk(expected, { ...record }));
  }
}

test("at most 0.05 requests a response where nobody can write, the sample included", async () => {
  const { records, spent } = await extractFrom({ org: orgOf(1, 7_500) });
  expect(records.length).toBe(7_500);
  expect(spent.requests).toBeLessThanOrEqual(0.05 * records.length);
});

test("at most a request for each response with a text, and 0.05 for each of all", async () => {
  const { records, spent } = await extractFrom({ org: orgOf(2, 6_000, 12) });
  const written = records.filter(({ comment }) => comment !== null).length;
  expect(written).toBeGreaterThan(400);
  expect(spent.requests).toBeLessThanOrEqual(written + 0.05 * records.length);
});

const priced = everything ? choiceWays : choiceWays.filter((_, at) => at === 2 || at === 7 || at === 8 || at === 16);

test.each(priced)("at most 1.03 requests a response, the sample included: %s, %s", async (form, variant) => {
  for (const surveys of everything ? [700, 7_500] : [700]) {
    const org = createChoiceOrg({ seed: 3, surveys, days, present, ...choiceForms[form] });
    const { records, spent } = await extractFrom({ org, variants: variant === null ? [] : [variant] });
    expect(records.length).toBe(surveys);
    expect(spent.requests).toBeLessThanOrEqual(1.03 * surveys);
  }
});

test.each(seeds(20, 1))(
  "one wrong answer in 500 is found among 2,000 surveys, and nothing wrong is given: seed %i",
  async (seed) => {
    const org = orgOf(seed, everything ? 2_000 : 1_000);
    const { records, notes, spent } = await extractFrom({ org, variants: ["wrong-survey-answers"], wrongOneIn: 500 });
    expect(notes.join("\n")).toMatch(/are read one by one from now on\. Analytics gives another answer/);
    expect(spent.requests).toBeLessThanOrEqual(1.03 * records.length);
  },
);
