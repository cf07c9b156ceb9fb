import { describe, expect, test } from "vitest";
import type { Extraction, ExtractRequest } from "../../src/extract/index.ts";
import type { FaultName, SandboxOptions, WireVariant } from "../../src/sandbox/index.ts";
import { createJudgedOrg } from "../orgs/judged-org.ts";
import { everything, seeds } from "../seeds.ts";
import { asReadInBulk } from "../servers/read-in-bulk.ts";
import { openSandboxed, type Sandboxed, truthOf } from "../servers/sandboxed.ts";

/*
 * Evaluations in bulk: the search for answers, whichever way Genesys takes of what is not documented, gives the truth; where
 * it does not hold, or cannot save requests, evaluations are read one by one.
 */

const count = 360;
const org = createJudgedOrg({ "Call handling": count });

const open = (options: SandboxOptions = {}): Promise<Sandboxed> => openSandboxed({ org, ...options });

const evaluationsOf = (sandboxed: Sandboxed, changes: Partial<ExtractRequest> = {}): Promise<Extraction> =>
  sandboxed.extract({ sources: ["evaluations"], texts: "never", ...changes });

/** Every record is the truth, or as much of it as the bulk route gives; returns those that are less. */
function expectTruth(sandboxed: Sandboxed, { records, missing, problems }: Extraction) {
  const truth = truthOf(sandboxed, {}, { sources: ["evaluation"] });
  expect([missing, problems]).toEqual([[], []]);
  expect(records.map(({ response_id }) => response_id)).toEqual(truth.map(({ response_id }) => response_id));
  return records.filter((record, index) => {
    const expected = truth[index];
    if (expected === undefined || JSON.stringify(record) === JSON.stringify(expected)) return false;
    expect(record).toEqual(asReadInBulk(expected, { ...record }));
    return true;
  });
}

const single = ({ spent }: Extraction): number => spent.byEndpoint["evaluation"] ?? 0;
const searches = ({ spent }: Extraction): number => spent.byEndpoint["evaluationsSearch"] ?? 0;

test("without texts, answers are searched for: the sample is read, and little beyond", async () => {
  await using sandboxed = await open();
  const extraction = await evaluationsOf(sandboxed);
  const inBulk = expectTruth(sandboxed, extraction);
  expect(inBulk.length).toBeGreaterThan(100);
  expect(inBulk.every(({ texts_read, comment }) => texts_read === false && comment === null)).toBe(true);
  expect(single(extraction)).toBeLessThan(200 + 0.02 * count);
  // The listing, and two requests an option and one for 100 answers.
  expect(searches(extraction)).toBeLessThanOrEqual(6 + 2 * 11 + Math.ceil((3 * count) / 100));
});

test("texts of evaluations of customers who are not satisfied are all read", async () => {
  await using sandboxed = await open();
  const inBulk = expectTruth(sandboxed, await evaluationsOf(sandboxed, { texts: "low" }));
  expect(inBulk.length).toBeGreaterThan(20);
  expect(inBulk.every(({ answers }) => answers.some(({ satisfied }) => satisfied))).toBe(true);
});

test("with every text, each is read by itself, and nothing is searched for", async () => {
  await using sandboxed = await openSandboxed({ org: createJudgedOrg({ "Call handling": 60 }) });
  const extraction = await evaluationsOf(sandboxed, { texts: "all" });
  expect(expectTruth(sandboxed, extraction)).toEqual([]);
  expect([single(extraction), searches(extraction)]).toEqual([60, 3]);
});

test("rows that have the answers are believed once they have proved themselves, texts included", async () => {
  await using sandboxed = await open({ variants: ["search-question-scores"] });
  const extraction = await evaluationsOf(sandboxed, { texts: "all" });
  expect(expectTruth(sandboxed, extraction)).toEqual([]);
  expect(single(extraction)).toBeLessThan(200 + 0.02 * count);
  expect(searches(extraction)).toBeLessThanOrEqual(6);
});

test("several answers to one question are searched for option by option", async () => {
  await using sandboxed = await openSandboxed({ org: createJudgedOrg({ "Conversation quality": 540 }) });
  const extraction = await evaluationsOf(sandboxed);
  const inBulk = expectTruth(sandboxed, extraction);
  expect(inBulk.length).toBeGreaterThan(200);
  const several = inBulk.flatMap(({ answers }) => answers.filter(({ type }) => type === "multipleSelectQuestion"));
  expect(new Set(several.map(({ answer }) => JSON.stringify(answer))).size).toBeGreaterThan(5);
});

describe("a search that does not hold is left, without a loss, and costs hardly more than reading one by one", () => {
  test.each<[WireVariant, RegExp]>([
    ["search-questions-400", /^All evaluations are read one by one from now on\. .*400/],
    ["empty-question-search", /"Call handling" are read one by one from now on\. The search gives another answer/],
    ["search-ignores-answers", /"Call handling" are read one by one from now on\. The search gives another answer/],
    ["wrong-evaluation-answers", /are read one by one from now on\. The search gives another answer/],
  ])("%s", async (variant, reason) => {
    await using sandboxed = await open({ variants: [variant] });
    const extraction = await evaluationsOf(sandboxed, { forms: ["Call handling"] });
    expect(expectTruth(sandboxed, extraction)).toEqual([]);
    expect(extraction.notes.join("\n")).toMatch(reason);
    expect(extraction.spent.requests - count - 20).toBeLessThanOrEqual(0.03 * count);
  });
});

test("where it could not pay, no answer is searched for", async () => {
  await using sandboxed = await openSandboxed({ org: createJudgedOrg({ "Call handling": 60 }) });
  const extraction = await evaluationsOf(sandboxed);
  expect([single(extraction), searches(extraction)]).toEqual([60, 3]);
});

/** Those of a listing first: a page that is shorter, a row that moves. */
const passing: readonly FaultName[] = [
  ...(["short-pages", "moving-keys", "shifting-pages", "wrong-totals", "shuffled-rows", "repeated-pages"] as const),
  ...(["rate-limit-bursts", "late-retry-after", "server-errors", "dropped-answers", "truncated-answers"] as const),
  ...(["revoked-tokens", "lower-case-enums", "errors-in-200", "gzip", "unasked-gzip", "epoch-reset"] as const),
];

describe.each(everything ? passing : passing.slice(0, 2))("%s costs no answer that is searched for", (fault) => {
  test.each(seeds(10, 1))("seed %i", async (seed) => {
    await using sandboxed = await openSandboxed({
      ...{ org: createJudgedOrg({ "Call handling": count }, { seed }), faults: [fault] },
    });
    const extraction = await evaluationsOf(sandboxed);
    expectTruth(sandboxed, extraction);
    expect(extraction.spent.requests).toBeLessThan(1.6 * count);
  });
});
