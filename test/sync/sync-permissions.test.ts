import { expect, test } from "vitest";
import { hour } from "../../src/base/index.ts";
import { afterword, leadTo } from "../commands/terminal.ts";
import { newFolder } from "../new-folder.ts";
import { createTestClock } from "../servers/clock.ts";
import { openSandboxed, present } from "../servers/sandboxed.ts";

const details = ["analytics:conversationDetail:view", "analytics:agentConversationDetail:view"];

// The report of a first sync without a permission, and its exit code; each delivers what it can.
test.each([
  [["analytics:surveyAggregate:view"], 0, /Surveys were found by the day .*: .*analytics:surveyAggregate:view/],
  [["quality:evaluation:searchAny"], 0, /Evaluations were found by the day .*: .*quality:evaluation:searchAny/],
  [["analytics:conversationAggregate:view"], 0, /surveyed is not known.*analytics:conversationAggregate:view/],
  [["quality:surveyForm:view"], 0, /come from the responses alone.*quality:surveyForm:view/],
  [details, 6, /analytics:conversationDetail:view[\s\S]*Not linked: \d+ responses[\s\S]*Incomplete/],
  [["routing:queue:view"], 0, /complete to/],
  [["routing:wrapupCode:view"], 6, /wrap-up codes are missing.*routing:wrapupCode:view/],
  [["groups:team:view"], 6, /teams are missing.*groups:team:view/],
])("without %j", async (withoutPermissions, ending, words) => {
  await using org = await openSandboxed({ perDay: 10, days: 8, withoutPermissions });
  const cwd = newFolder();
  const { code, stderr } = await afterword(["sync", "--since", "4d"], { cwd, env: leadTo(org.sandbox) });
  expect(code).toBe(ending);
  expect(stderr).toMatch(words);
  const { stdout } = await afterword(["export"], { cwd });
  expect((JSON.parse(stdout) as unknown[]).length).toBeGreaterThan(5);
});

test("without analytics:evaluationAggregate:view, what became of evaluations is not heard of from the second sync on", async () => {
  await using org = await openSandboxed({
    perDay: 5,
    days: 6,
    withoutPermissions: ["analytics:evaluationAggregate:view"],
  });
  const world = { cwd: newFolder(), env: leadTo(org.sandbox) };
  expect((await afterword(["sync", "--since", "3d"], world)).code).toBe(0);
  org.clock.advance(hour);
  const later = { ...world, context: { clock: createTestClock(present + hour) } };
  const { code, stderr } = await afterword(["sync"], later);
  expect([code, stderr]).toEqual([
    6,
    expect.stringMatching(/deleted or scored again .*analytics:evaluationAggregate:view/),
  ]);
});
