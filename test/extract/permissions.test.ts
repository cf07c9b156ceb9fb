import { describe, expect, test } from "vitest";
import { PermissionError } from "../../src/base/index.ts";
import type { ExtractRequest } from "../../src/extract/index.ts";
import { openSandboxed, truthOf } from "../servers/sandboxed.ts";

const small = { perDay: 20, days: 120, seed: 5 };

describe("a missing permission is named, and what can be had without it is delivered", () => {
  test("surveys by start day without aggregates", async () => {
    await using org = await openSandboxed({ ...small, withoutPermissions: ["analytics:surveyAggregate:view"] });
    const { records, notes, missing } = await org.extract();
    expect(records).toEqual(truthOf(org));
    expect(missing).toEqual([]);
    expect(notes.join()).toContain("analytics:surveyAggregate:view");
  });

  test("evaluations by start day without search", async () => {
    await using org = await openSandboxed({ ...small, withoutPermissions: ["quality:evaluation:searchAny"] });
    const { records, notes, missing } = await org.extract();
    expect(records).toEqual(truthOf(org));
    expect(missing).toEqual([]);
    expect(notes.join()).toContain("quality:evaluation:searchAny");
  });

  test("evaluations evaluator by evaluator without search and analytics, which misses those of machines", async () => {
    const withoutPermissions = [
      "quality:evaluation:searchAny",
      "analytics:conversationDetail:view",
      "analytics:agentConversationDetail:view",
    ];
    await using org = await openSandboxed({ ...small, withoutPermissions });
    const { records, missing } = await org.extract({ sources: ["evaluations"] });
    const human = truthOf(org, {}, { sources: ["evaluation"] }).filter(({ evaluator_id }) => evaluator_id !== null);
    expect(records.map(({ response_id }) => response_id)).toEqual(human.map(({ response_id }) => response_id));
    expect(records.every(({ linked }) => !linked)).toBe(true);
    expect(missing.join()).toMatch(/without an evaluator/);
  });

  test.each([
    ["quality:survey:view", "surveys"],
    ["quality:evaluation:view", "evaluations"],
  ] as const)("%s: the %s are skipped, the other source is whole", async (permission, source) => {
    const withoutPermissions = [permission, "quality:evaluation:assign", "quality:evaluation:release"];
    await using org = await openSandboxed({ ...small, withoutPermissions });
    const { records, skipped } = await org.extract();
    expect(skipped.map((one) => one.source)).toEqual([source]);
    expect(skipped[0]?.error).toMatchObject({ permissions: expect.arrayContaining([permission]) });
    expect(records).toEqual(truthOf(org, {}, { sources: [source === "surveys" ? "evaluation" : "survey"] }));
    // Three refusals are enough to know.
    const path = source === "surveys" ? "survey" : "evaluation";
    expect(org.genesys.spent().byEndpoint[path]).toBeLessThanOrEqual(3);
  });

  test.each([
    ["quality:surveyForm:view", "quality:evaluationForm:view"],
    ["quality:evaluationForm:view", "quality:surveyForm:view"],
  ])("%s: questions come with the responses", async (...withoutPermissions) => {
    await using org = await openSandboxed({ ...small, withoutPermissions });
    const { records } = await org.extract();
    const answers = (rows: readonly { csat_scores: object }[]) => rows.map(({ csat_scores }) => csat_scores);
    expect(answers(records)).toEqual(answers(truthOf(org)));
  });

  test("names are null, and that is reported", async () => {
    const withoutPermissions = ["routing:queue:view", "routing:queue:search", "routing:wrapupCode:view"];
    await using org = await openSandboxed({ ...small, withoutPermissions });
    const { records, missing } = await org.extract();
    expect(records.map(({ queue_id }) => queue_id)).toEqual(truthOf(org).map(({ queue_id }) => queue_id));
    expect(records.every(({ queue_name }) => queue_name === null)).toBe(true);
    expect(missing.join()).toMatch(/queues are missing.*routing:queue:view/);
    expect(missing.join()).toMatch(/wrap-up codes are missing.*routing:wrapupCode:view/);
  });

  test("queue names come by another permission where there is one", async () => {
    await using org = await openSandboxed({ ...small, withoutPermissions: ["routing:queue:view"] });
    expect((await org.extract()).records).toEqual(truthOf(org));
  });

  test("nothing is linked without conversation details, and each row has the reason", async () => {
    const withoutPermissions = ["analytics:conversationDetail:view", "analytics:agentConversationDetail:view"];
    await using org = await openSandboxed({ ...small, withoutPermissions });
    const { records, missing } = await org.extract();
    const ids = (rows: readonly { response_id: string }[]) => rows.map(({ response_id }) => response_id);
    expect(ids(records)).toEqual(ids(truthOf(org)));
    for (const { link_problem } of records) expect(link_problem).toContain("analytics:conversationDetail:view");
    expect(missing.length).toBeGreaterThan(0);
  });
});

test("interactions that analytics does not return leave their responses unlinked, and lose nothing else", async () => {
  await using org = await openSandboxed({ seed: 6, switches: ["missing-interactions"] });
  const { records, missing } = await org.extract();
  const withoutReason = (rows: readonly object[]) => rows.map((row) => ({ ...row, link_problem: null }));
  expect(withoutReason(records)).toEqual(withoutReason(truthOf(org)));
  const unlinked = records.filter(({ linked }) => !linked);
  expect(unlinked.length).toBeGreaterThan(0);
  for (const { link_problem } of unlinked) expect(link_problem).toMatch(/\w/);
  expect(missing.join()).toContain(`${unlinked.length} of ${records.length}`);
});

describe("nothing of what was asked for may be read", () => {
  test.each([
    [["quality:survey:view"], { sources: ["surveys"] }],
    [["analytics:surveyAggregate:view", "analytics:conversationDetail:view"], { sources: ["surveys"] }],
    [["quality:survey:view", "quality:evaluation:view"], {}],
  ] satisfies [string[], Partial<ExtractRequest>][])("%j", async (lacking, changes) => {
    const alternatives = [
      "analytics:agentConversationDetail:view",
      "quality:evaluation:assign",
      "quality:evaluation:release",
    ];
    await using org = await openSandboxed({ ...small, withoutPermissions: [...lacking, ...alternatives] });
    const error = await org.extract(changes).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PermissionError);
    for (const permission of lacking) expect(String(error)).toContain(permission);
  });
});
