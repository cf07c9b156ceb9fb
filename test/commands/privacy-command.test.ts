import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openSandbox } from "../../src/sandbox/index.ts";
import { newFolder } from "../new-folder.ts";
import { createTestClock } from "../servers/clock.ts";
import { present } from "../servers/sandboxed.ts";
import { afterword, leadTo } from "./terminal.ts";

const context = { clock: createTestClock(present) };

test("without settings and a warehouse it says what is to be decided, in the order of a record of processing", async () => {
  const { code, stdout, stderr } = await afterword(["privacy"], { cwd: newFolder(), env: {}, context });
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/Held now \| nothing yet: there is no warehouse[\s\S]*There is no settings file/);
});

test("it lists what the roster states of agents, and none of its values", async () => {
  const cwd = newFolder();
  writeFileSync(join(cwd, "afterword.toml"), 'roster = "roster.csv"\n');
  writeFileSync(join(cwd, "roster.csv"), "agent,leader,tenure\nErin Abbott,Jordan Lee,over 5 years\n");
  const { code, stdout } = await afterword(["privacy"], { cwd, env: {}, context });
  expect(code).toBe(0);
  expect(stdout).toMatch(/\| tenure, by the roster \|/);
  expect(stdout).toContain("A roster states `leader`, `tenure` of 1 agent:");
  expect(stdout).not.toMatch(/Erin|Jordan|over 5/);
});

test("it counts what is held, names nobody, and says what the settings in force say, in their language", async () => {
  await using sandbox = await openSandbox({ perDay: 20, days: 8, limit: "off", clock: context.clock });
  const [cwd, env] = [newFolder(), leadTo(sandbox)];
  await afterword(["sync", "--since", "4d"], { cwd, env, context });
  const english = await afterword(["privacy"], { cwd, env, context });
  expect(english.stdout).toMatch(/Held now \| [1-9]\d* responses since 2026-03-2\d, of [1-9]\d* agents/);
  const { stdout: rows } = await afterword(
    ["export", "--format", "csv", "--columns", "agent_id,agent_name,interaction_id"],
    {
      ...{ cwd, env, context },
    },
  );
  expect(english.stdout).toContain("(no token is in force)");
  const personal = rows
    .split(/[\r\n,]+/)
    .filter((cell) => cell.length > 3 && !cell.endsWith("_id") && !cell.endsWith("_name"));
  expect(personal.length).toBeGreaterThan(20);
  for (const cell of personal) expect(english.stdout).not.toContain(cell);
  writeFileSync(
    join(cwd, "afterword.toml"),
    'language = "de"\nagents = "pseudonym"\nredact = ["e-mail"]\nretain_comments = "24 months"\nretain_agents = "1 year"\n[redact_patterns]\n"Kundennummer" = "KD-[0-9]+"\n',
  );
  const german = await afterword(["privacy"], { cwd, env, context });
  expect(german.stdout).toContain("geschwärzt: E-Mail-Adressen, Kundennummer");
  expect(german.stdout).toContain("Kommentare: 24 Monate, danach entfernt sie der nächste Sync.");
  expect(german.stdout).toContain("Namen und Ids von Agenten: 1 Jahr,");
  expect(german.stdout).toContain("Unter einem Pseudonym");
});

test("it counts the tokens in force, and what they export and report is read through them", async () => {
  await using sandbox = await openSandbox({ perDay: 20, days: 8, limit: "off", clock: context.clock });
  const [cwd, env] = [newFolder(), leadTo(sandbox)];
  await afterword(["sync", "--since", "4d"], { cwd, env, context });
  const { stdout: added } = await afterword(["token", "add", "North", "--role", "admin"], { cwd, env, context });
  const agents = await afterword(["export", "--columns", "agent_id", "--format", "csv"], { cwd, env, context });
  const agent = agents.stdout.split(/\r?\n/).find((cell) => cell.includes("-")) ?? "";
  const own = await afterword(["token", "add", "own", "--role", "agent", "--agent", agent], { cwd, env, context });
  expect((await afterword(["privacy"], { cwd, env, context })).stdout).toContain("(tokens in force: 1 admin, 1 agent)");
  for (const [token, all] of [
    [added.trim(), true],
    [own.stdout.trim(), false],
  ] as const) {
    const seen = await afterword(["export", "--as", token, "--columns", "agent_id", "--format", "csv"], {
      ...{ cwd, env, context },
    });
    expect([seen.code, seen.stdout.includes(agent)]).toEqual([0, true]);
    expect(new Set(seen.stdout.split(/\r?\n/).filter((cell) => cell.includes("-"))).size > 1).toBe(all);
    expect((await afterword(["report", "--as", token, "--since", "7d"], { cwd, env, context })).code).toBe(0);
  }
});
