import { beforeAll, describe, expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import type { Extraction, ExtractRequest } from "../../src/extract/index.ts";
import { createOrg, type Org, type SandboxOptions, type WireVariant } from "../../src/sandbox/index.ts";
import { asReadInBulk } from "../servers/read-in-bulk.ts";
import { openSandboxed, present, type Sandboxed, truthOf } from "../servers/sandboxed.ts";

/*
 * Answers in bulk: whichever way Genesys takes of each that is not documented, the rows are the truth, and what the routes
 * that do not hold cost is bounded.
 */

const range = { from: present - 20 * day, to: present };

let org: Org;
beforeAll(() => {
  const lastDay = Math.floor(present / day);
  org = createOrg({ seed: 3, firstDay: lastDay - 23, lastDay, perDay: 450 });
});

const open = (options: SandboxOptions = {}): Promise<Sandboxed> => openSandboxed({ org, ...options });

const surveysOf = (sandboxed: Sandboxed, changes: Partial<ExtractRequest> = {}): Promise<Extraction> =>
  sandboxed.extract({ range, sources: ["surveys"], ...changes });

/** Every record is the truth, or as much of it as the bulk route gives; returns how many are not whole. */
function expectTruth(sandboxed: Sandboxed, { records, missing, problems }: Extraction): number {
  const truth = truthOf(sandboxed, range, { sources: ["survey"] });
  expect([missing, problems]).toEqual([[], []]);
  expect(records.map(({ response_id }) => response_id)).toEqual(truth.map(({ response_id }) => response_id));
  const less = records.flatMap((record, index) => {
    const expected = truth[index];
    return expected === undefined || same(record, expected) ? [] : [{ record, expected }];
  });
  for (const { record, expected } of less) expect(record).toEqual(asReadInBulk(expected, { ...record }));
  return less.length;
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const single = ({ spent }: Extraction): number =>
  (spent.byEndpoint["survey"] ?? 0) + (spent.byEndpoint["conversationSurveys"] ?? 0);

test("a form without text costs its sample, and hardly a request beyond", async () => {
  await using sandboxed = await open();
  const extraction = await surveysOf(sandboxed, { forms: ["Voice survey"] });
  const voice = extraction.records.filter(({ form_name }) => form_name === "Voice survey");
  expect(voice.length).toBeGreaterThan(350);
  expect(extraction.records.every(({ texts_read }) => texts_read)).toBe(true);
  expect(single(extraction)).toBeLessThan(200 + 0.05 * voice.length);
});

test("with every text, no answer and no text is lost, and fewer requests are made than there are surveys", async () => {
  await using sandboxed = await open();
  const extraction = await surveysOf(sandboxed);
  expect(expectTruth(sandboxed, extraction)).toBeGreaterThan(100);
  expect(extraction.records.every(({ texts_read }) => texts_read)).toBe(true);
  expect(extraction.spent.requests).toBeLessThan(0.9 * extraction.records.length);
});

test("without texts, the answers alone are read, and each record that lacks a text says so", async () => {
  await using sandboxed = await open();
  const extraction = await surveysOf(sandboxed, { texts: "never" });
  expect(expectTruth(sandboxed, extraction)).toBeGreaterThan(500);
  const unread = extraction.records.filter(({ texts_read }) => texts_read === false);
  expect(unread.length).toBeGreaterThan(100);
  expect(unread.every(({ comment }) => comment === null)).toBe(true);
});

test("texts of customers who are not satisfied are all read", async () => {
  await using sandboxed = await open();
  const { records, ...extraction } = await surveysOf(sandboxed, { texts: "low" });
  expectTruth(sandboxed, { records, ...extraction });
  const unread = records.filter(({ texts_read }) => texts_read === false);
  expect(unread.length).toBeGreaterThan(50);
  expect(unread.every(({ satisfied }) => satisfied === true)).toBe(true);
});

describe("a route that does not hold is left, without a loss, and costs hardly more than reading one by one", () => {
  test.each<[WireVariant, RegExp]>([
    ["question-aggregates-400", /All surveys are read one by one from now on\. .*400/],
    ["empty-question-aggregates", /one by one from now on\. Analytics gives (no answers|another answer)/],
    ["unnamed-answers", /one by one from now on\. Analytics gives (no answers|another answer)/],
    ["lost-answers", /All surveys are read one by one from now on\. Analytics lists fewer/],
    ["wrong-survey-answers", /"Voice survey" are read one by one from now on\. Analytics gives another answer/],
  ])("%s", async (variant, reason) => {
    await using sandboxed = await open({ variants: [variant] });
    const extraction = await surveysOf(sandboxed, { texts: "never" });
    expectTruth(sandboxed, extraction);
    expect(extraction.notes.join("\n")).toMatch(reason);
    expect(extraction.spent.requests).toBeLessThanOrEqual(1.03 * extraction.records.length);
  });

  test.each<WireVariant>(["promoter-classes", "promoter-words"])(
    "%s: only where somebody is asked to recommend",
    async (variant) => {
      await using sandboxed = await open({ variants: [variant] });
      const extraction = await surveysOf(sandboxed, { texts: "never" });
      expect(expectTruth(sandboxed, extraction)).toBeGreaterThan(100);
      expect(extraction.notes.filter((note) => note.includes("one by one")).length).toBeGreaterThan(0);
    },
  );

  test.each<WireVariant>(["uncounted-texts", "texts-always-counted"])("%s: every text is read", async (variant) => {
    await using sandboxed = await open({ variants: [variant] });
    const extraction = await surveysOf(sandboxed);
    expectTruth(sandboxed, extraction);
    expect(extraction.spent.requests).toBeLessThanOrEqual(1.03 * extraction.records.length);
  });
});

test("where it could not pay, nothing is asked for in bulk", async () => {
  await using sandboxed = await openSandboxed({ perDay: 60, days: 10 });
  const { spent } = await sandboxed.extract({ sources: ["surveys"] });
  expect(spent.byEndpoint["surveyAggregates"]).toBeLessThanOrEqual(2);
});
