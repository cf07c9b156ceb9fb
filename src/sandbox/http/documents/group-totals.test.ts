import { expect, test } from "vitest";
import { openAsked } from "../../../../test/servers/asked.ts";
import { openSandbox } from "../../sandbox.ts";

test("the groups of an evaluation add up to its total, and unweighted to the values of the chosen options", async () => {
  await using sandbox = await openSandbox();
  await using asked = await openAsked({ org: sandbox.org, limit: "off" });
  let looked = 0;
  for (const { id, evaluations } of sandbox.org.withEvaluations(0, Date.now())) {
    for (const each of evaluations.slice(0, looked > 40 ? 0 : 1)) {
      const { answers } = (await asked.ask(`/quality/conversations/${id}/evaluations/${each.id}`)).body;
      if (!answers) continue;
      looked += 1;
      const sum = (field: string) =>
        answers.questionGroupScores.reduce(
          (before: number, group: Record<string, number>) => before + (group[field] ?? Number.NaN),
          0,
        );
      expect(sum("totalScore")).toBeCloseTo(answers.totalScore ?? 0, 6);
      if (answers.totalScore === undefined) continue;
      expect(sum("maxTotalScore")).toBeCloseTo(100, 6);
      expect((100 * sum("totalScoreUnweighted")) / sum("maxTotalScoreUnweighted")).toBeCloseTo(answers.totalScore, 0);
    }
  }
  expect(looked).toBeGreaterThan(40);
});
