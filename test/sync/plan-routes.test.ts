import { describe, expect, test } from "vitest";
import { day, hour } from "../../src/base/index.ts";
import type { SandboxOptions, WireVariant } from "../../src/sandbox/index.ts";
import { createChoiceOrg } from "../orgs/choice-surveys.ts";
import { createJudgedOrg } from "../orgs/judged-org.ts";
import { openSandboxed, present } from "../servers/sandboxed.ts";
import { openSynced } from "../servers/synced.ts";

/* The price of both ways to read comes near what is then spent, and asking for it costs a handful of requests. */

const range = { from: present - 8 * day, to: present };
const surveys = createChoiceOrg({ seed: 1, surveys: 700, days: 6, present, writesOneIn: 6 });
const evaluations = createJudgedOrg({ "Call handling": 360 });

/** By at most so much is it too high or too low: a fifth, and names and windows of some days. */
const [factor, handful] = [1.2, 8];

function expectNear(price: number, spent: number): void {
  expect(price).toBeLessThanOrEqual(factor * spent + handful);
  expect(price).toBeGreaterThanOrEqual(spent / factor - handful);
}

/** What it costs to read all of these one by one: Genesys refuses groups, or texts of evaluations are wanted. */
const refused = { variants: ["question-aggregates-400"] } as const satisfies SandboxOptions;

async function extractBoth(options: SandboxOptions, texts: "all" | "never") {
  await using asked = await openSandboxed(options);
  const planned = await asked.plan({ range, texts });
  await using run = await openSandboxed(options);
  const { spent } = await run.extract({ range, texts });
  return { planned, spent: spent.requests - planned.spent.requests };
}

describe("the price of an extraction", () => {
  test("of surveys, in bulk but for those with a text", async () => {
    const { planned, spent } = await extractBoth({ org: surveys }, "all");
    expectNear(planned.requests, spent);
    expect(planned.requests).toBeLessThan(0.6 * planned.oneByOne.requests);
    expect(planned.forms).toMatchObject([
      { source: "surveys", formName: "Post-call CSAT", responses: 700, inBulk: true },
    ]);
    expect(planned.forms[0]?.reason).toMatch(/^200 are to be read both ways first\. .* written in 1\d % of them\.$/);
    // One by one it costs what it does where there are no groups; that shows in the price of the other way too.
    const single = await extractBoth({ org: surveys, ...refused }, "all");
    expectNear(planned.oneByOne.requests, single.spent);
    expect([single.planned.requests, single.planned.forms[0]?.inBulk]).toEqual([planned.oneByOne.requests, false]);
    expect(single.planned.forms[0]?.reason).toContain("400");
    // To ask for the price costs two requests more than to find the surveys: their forms, and how many have a text.
    expect(planned.spent.byEndpoint).toMatchObject({ surveyFormsBulk: 1, surveyAggregates: 3 });
    expect(planned.spent.byEndpoint["survey"]).toBeUndefined();
  });

  test("of evaluations, by both ways", async () => {
    const bulk = await extractBoth({ org: evaluations }, "never");
    expectNear(bulk.planned.requests, bulk.spent);
    const single = await extractBoth({ org: evaluations }, "all");
    expectNear(single.planned.requests, single.spent);
    expect(single.planned.requests).toBe(bulk.planned.oneByOne.requests);
    expect([bulk, single].map(({ planned: { forms } }) => forms[0]?.inBulk)).toEqual([true, false]);
    expect(single.planned.forms[0]?.reason).toMatch(/^Evaluators may comment on everything/);
  });

  test.each<WireVariant>(["empty-question-aggregates", "unnamed-answers"])(
    "of surveys without answers by question: %s",
    async (variant) => {
      await using asked = await openSandboxed({ org: surveys, variants: [variant] });
      const { requests, oneByOne, forms } = await asked.plan({ range });
      expect([requests, forms[0]?.inBulk]).toEqual([oneByOne.requests, false]);
    },
  );
});

describe("the price of a sync", () => {
  const since = range.from;

  test("of surveys, by routes that are not known yet, and by those that are", async () => {
    await using synced = await openSynced({ org: surveys });
    const wanted = { sources: ["surveys"], texts: "low" } as const;
    const newest = { ...wanted, since: present - 5 * day };
    const first = await synced.plan(newest);
    expectNear(first.requests, (await synced.sync(newest)).spent.requests);
    expect(first.spent.requests).toBeLessThanOrEqual(4);
    const rest = await synced.plan({ ...wanted, since });
    expectNear(rest.requests, (await synced.sync({ ...wanted, since })).spent.requests);
    expect(rest.forms[0]?.reason).toMatch(/^All \d+ that were read both ways agree\./);
    // What texts are wanted shows in the answers that are stored, and is not known before.
    expect(first.forms[0]?.reason).toContain("not known, so every text is counted");
    expect(rest.forms[0]?.reason).toMatch(/\d\d % of the customers were not satisfied/);
    // The forms are known by now.
    expect(rest.spent.byEndpoint).not.toHaveProperty("surveyFormsBulk");
  });

  test("of evaluations in bulk, and of their texts later", async () => {
    await using synced = await openSynced({ org: evaluations });
    const wanted = { since, sources: ["evaluations"] } as const;
    const planned = await synced.plan({ ...wanted, texts: "never" });
    expectNear(planned.requests, (await synced.sync({ ...wanted, texts: "never" })).spent.requests);
    expect(planned.spent.requests).toBeLessThanOrEqual(3);
    synced.clock.advance(hour);
    const texts = await synced.plan({ ...wanted, texts: "all" });
    expect(texts.notes.join("\n")).toMatch(/1\d\d responses that were read in bulk would be read one by one/);
    expectNear(texts.requests, (await synced.sync({ ...wanted, texts: "all" })).spent.requests);
  });
});
