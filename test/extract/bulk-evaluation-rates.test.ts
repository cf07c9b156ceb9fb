import { expect, test } from "vitest";
import type { Extraction } from "../../src/extract/index.ts";
import type { SandboxOptions } from "../../src/sandbox/index.ts";
import { createJudgedOrg } from "../orgs/judged-org.ts";
import { everything, seeds } from "../seeds.ts";
import { asReadInBulk } from "../servers/read-in-bulk.ts";
import { openSandboxed, type Sandboxed, truthOf } from "../servers/sandboxed.ts";

/* What thousands of evaluations of one form cost, and how soon one that lies is found out. */

/** Of the form "Call handling". */
const [questions, options] = [3, 11];
/** Forms, names, and the last pages of listings. */
const fixed = 20;

async function extractFrom(options: SandboxOptions): Promise<Extraction> {
  await using sandboxed = await openSandboxed(options);
  const extraction = await sandboxed.extract({ sources: ["evaluations"], texts: "never" });
  expectTruth(sandboxed, extraction);
  return extraction;
}

function expectTruth(sandboxed: Sandboxed, { records, missing, problems }: Extraction): void {
  const truth = truthOf(sandboxed, {}, { sources: ["evaluation"] });
  expect([missing, problems, records.length]).toEqual([[], [], truth.length]);
  for (const [at, record] of records.entries()) {
    const expected = truth[at];
    if (!expected || JSON.stringify(record) === JSON.stringify(expected)) continue;
    expect(record).toEqual(asReadInBulk(expected, { ...record }));
  }
}

/** Pages that list so many evaluations, and questions about them, and interactions. */
const pagesOf = (count: number): number => (0.02 + 0.01 * questions) * count + 2 * options;

test("costs a page for a hundred answers to each question, beside the sample and its repetition", async () => {
  const count = everything ? 6_000 : 1_200;
  const { spent } = await extractFrom({ org: createJudgedOrg({ "Call handling": count }) });
  expect(spent.byEndpoint["evaluation"]).toBeLessThanOrEqual(200 + count / 100);
  expect(spent.requests - 200 - pagesOf(count)).toBeLessThanOrEqual(0.01 * count + fixed);
});

test.each(seeds(20, 1))(
  "one wrong answer in 500 is found among 2,000 evaluations, and nothing wrong is given: seed %i",
  async (seed) => {
    const count = everything ? 2_000 : 1_000;
    const org = createJudgedOrg({ "Call handling": count }, { seed });
    const { notes, spent } = await extractFrom({ org, variants: ["wrong-evaluation-answers"], wrongOneIn: 500 });
    expect(notes.join("\n")).toMatch(/are read one by one from now on\. The search gives another answer/);
    // Whoever lies as seldom is believed until all is searched, once.
    expect(spent.requests - pagesOf(count)).toBeLessThanOrEqual(count + fixed);
  },
);
