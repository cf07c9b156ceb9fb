import { describe, expect, test } from "vitest";
import { seeds } from "../seeds.ts";
import { lastWeek, openSandboxed, truthOf } from "../servers/sandboxed.ts";

describe("an extraction is the sandbox's truth, row by row and key by key", () => {
  test.each(seeds(10, 3))("seed %i", async (seed) => {
    await using org = await openSandboxed({ seed });
    const { records, missing, problems, skipped } = await org.extract();
    const expected = truthOf(org);
    expect(records).toEqual(expected);
    // The order of keys and of questions too.
    expect(JSON.stringify(records)).toBe(JSON.stringify(expected));
    expect([missing, problems, skipped]).toEqual([[], [], []]);
    expect(new Set(records.map(({ response_id }) => response_id)).size).toBe(records.length);
    expect(records.length).toBeGreaterThan(60);
  });

  test.each(["surveys", "evaluations"] as const)("one source alone: %s", async (source) => {
    await using org = await openSandboxed({ seed: 11 });
    const { records } = await org.extract({ sources: [source] });
    expect(records).toEqual(truthOf(org, {}, { sources: [source === "surveys" ? "survey" : "evaluation"] }));
    expect(records.length).toBeGreaterThan(5);
  });

  test("unreleased evaluations, when asked for", async () => {
    await using org = await openSandboxed({ seed: 12 });
    const { records } = await org.extract({ sources: ["evaluations"], unreleased: true });
    expect(records).toEqual(truthOf(org, {}, { sources: ["evaluation"], unreleased: true }));
    expect(records.length).toBeGreaterThan((await org.extract({ sources: ["evaluations"] })).records.length);
  });

  test("another label, and a question by its id", async () => {
    await using org = await openSandboxed({ seed: 13 });
    const labels = ["compliance"];
    const { records } = await org.extract({ sources: ["evaluations"], labels });
    expect(records).toEqual(truthOf(org, {}, { sources: ["evaluation"], labels }));
    const question = records.flatMap(({ answers }) => answers).find(({ group }) => /compliance/i.test(group ?? ""));
    const named = await org.extract({
      sources: ["evaluations"],
      labels: ["no such label"],
      questions: [question?.question_context_id ?? ""],
    });
    expect(named.records.length).toBeGreaterThan(0);
    for (const { csat_scores } of named.records) expect(Object.keys(csat_scores)).toEqual([question?.question]);
  });
});

describe("the range is that of the responses, whenever their interaction was", () => {
  test("days put together are the week, and nothing is there twice", async () => {
    await using org = await openSandboxed({ seed: 14 });
    const whole = await org.extract();
    const days = [];
    for (let from = lastWeek.from; from < lastWeek.to; from += 86_400_000) {
      days.push(...(await org.extract({ range: { from, to: from + 86_400_000 } })).records);
    }
    expect(days).toEqual(whole.records);
  });

  test("days pass: surveys answered meanwhile are found, and tokens that expired are renewed", async () => {
    await using org = await openSandboxed({ seed: 16, perDay: 20, days: 20, daysAhead: 3 });
    const before = (await org.extract()).records;
    org.clock.advance(3 * 86_400_000);
    const range = { from: lastWeek.from, to: org.clock.now() };
    const { records } = await org.extract({ range });
    expect(records).toEqual(truthOf(org, range));
    expect(records.length).toBeGreaterThan(before.length + 5);
    expect(org.sandbox.tokens()).toHaveLength(2);
  });

  test("a range in the past reads what was answered in it, as it stands now", async () => {
    await using org = await openSandboxed({ seed: 15 });
    const range = { from: lastWeek.from - 21 * 86_400_000, to: lastWeek.from - 14 * 86_400_000 };
    expect((await org.extract({ range })).records).toEqual(truthOf(org, range));
  });
});
