import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "../../src/base/index.ts";
import { openSandbox, type Sandbox } from "../../src/sandbox/index.ts";
import { newFolder } from "../new-folder.ts";
import { everything } from "../seeds.ts";
import { program, start, until } from "./process.ts";
import { afterword, leadTo, type Ran } from "./terminal.ts";

interface Entry {
  readonly time: string;
  readonly run_id: string;
  readonly level: string;
  readonly event: string;
  readonly message?: string;
  readonly hint?: string;
  readonly exit_code?: number;
  readonly counts?: Readonly<Record<string, number>>;
}

/** Every line of it; throws where one is no object of the log. */
function entriesOf(stderr: string): readonly Entry[] {
  expect(stderr === "" || stderr.endsWith("\n")).toBe(true);
  return stderr
    .split("\n")
    .slice(0, -1)
    .map((line) => {
      const entry = JSON.parse(line) as Entry;
      expect(entry).toMatchObject({
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        run_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        level: expect.stringMatching(/^(info|warning|error)$/),
        event: expect.stringMatching(/^[a-z]+$/),
      });
      return entry;
    });
}

/** As a process of its own, which Node may write into; in `npm test` where `alone`, since each takes a second to start. */
const runOnce = (args: readonly string[], env: Record<string, string>, alone = false): Promise<Ran> =>
  everything || alone
    ? start(args, env).end
    : afterword(args, { env, cwd: newFolder(), context: { clock: systemClock } });

let sandbox: Sandbox;
let env: Record<string, string>;
const warehouse = join(newFolder(), "test.duckdb");
beforeAll(async () => {
  sandbox = await openSandbox({ perDay: 6, days: 6, limit: "off" });
  env = leadTo(sandbox);
  expect((await runOnce(["sync", "--warehouse", warehouse], env)).code).toBe(0);
});
afterAll(() => sandbox[Symbol.asyncDispose]());

const ended = (entries: readonly Entry[]) => entries.at(-1);

/** One that reads, one that asks Genesys, one that the parser refuses. */
const alwaysAlone: readonly string[] = ["report --warehouse", "doctor", "nonsense"];

describe("with --log json, standard error is one JSON object a line", () => {
  test.each<[string, readonly string[], number]>([
    ["sync", ["--warehouse", warehouse], 0],
    ["sync", ["--dry-run", "--warehouse", warehouse], 0],
    ["extract", ["--since", "2d"], 0],
    ["export", ["--warehouse", warehouse], 0],
    ["report", ["--warehouse", warehouse], 0],
    ["status", ["--warehouse", warehouse], 0],
    ["status", ["--max-age", "1s", "--warehouse", warehouse], 8],
    ["rebuild", ["--warehouse", warehouse], 0],
    ["forms", [], 0],
    ["doctor", [], 0],
    // What is refused: by us, by the parser of the command line, and what it advises.
    ["export", ["--queue", "Nobody", "--warehouse", warehouse], 2],
    ["report", ["--warehouse", "nowhere.duckdb"], 2],
    ["sync", ["--nonsense"], 2],
    ["sync", ["--sinc", "2d"], 2],
    ["status", ["--max-age"], 2],
    ["report", ["--format", "doc"], 2],
    ["sync", ["--log", "xml", "--log", "json"], 2],
    ["nonsense", [], 2],
    ["sandbox", ["--port", "99999"], 2],
  ])("%s %j", async (command, flags, code) => {
    const isAlone = alwaysAlone.includes([command, ...flags.slice(0, 1)].join(" "));
    const run = await runOnce([command, ...flags, "--log", "json"], env, isAlone);
    const entries = entriesOf(run.stderr);
    expect([run.code, ended(entries)]).toMatchObject([code, { event: "ended", exit_code: code }]);
    if (code !== 0) {
      const [failure] = entries.filter(({ level }) => level === "error");
      expect(failure).toMatchObject({ message: expect.stringMatching(/\w/), hint: expect.stringMatching(/\w/) });
    }
    expect(new Set(entries.map(({ run_id }) => run_id)).size).toBe(1);
  });

  test("credentials that are refused, with the exit code and what to do", async () => {
    const wrong = { ...env, GENESYS_CLIENT_SECRET: "wrong" };
    const { code, stderr } = await runOnce(["sync", "--log=json", "--warehouse", warehouse], wrong);
    const failures = entriesOf(stderr).filter(({ level }) => level === "error");
    expect([code, failures]).toMatchObject([3, [{ event: "failed", code: "credentials", exit_code: 3 }]]);
  });

  test("the run has the id under which the warehouse records it, and its counts", async () => {
    const { stderr, stdout } = await runOnce(["sync", "--json", "--log", "json", "--warehouse", warehouse], env);
    const entries = entriesOf(stderr);
    const status = await runOnce(["status", "--warehouse", warehouse], {});
    const { organizations } = JSON.parse(status.stdout) as { organizations: { runs: { run_id: string }[] }[] };
    expect(entries[0]?.run_id).toBe(organizations[0]?.runs[0]?.run_id);
    const { requests } = JSON.parse(stdout) as { requests: number };
    expect(entries.find(({ event }) => event === "done")?.counts).toMatchObject({
      requests,
      responses: expect.any(Number),
    });
  });

  test("Ctrl-C, and a warehouse that is held", async () => {
    await using slow = await openSandbox({ perDay: 40, days: 10, limit: 20 });
    const place = join(newFolder(), "held.duckdb");
    const run = start(["sync", "--log", "json", "--warehouse", place], leadTo(slow));
    await until(() => slow.requests.length > 10);
    const second = await start(["sync", "--log", "json", "--warehouse", place], leadTo(slow)).end;
    expect([second.code, entriesOf(second.stderr).find(({ level }) => level === "error")]).toMatchObject([
      7,
      { code: "held", message: expect.stringContaining(`process ${run.child.pid} since`) },
    ]);
    run.child.kill("SIGINT");
    const { code, stderr } = await run.end;
    expect([code, ended(entriesOf(stderr))]).toMatchObject([130, { event: "ended", exit_code: 130 }]);
  });

  test("serve: each sync has an id of its own, which is that of sync_run", async () => {
    const place = join(newFolder(), "served.duckdb");
    const run = start(["serve", "--port", "0", "--log", "json", "--warehouse", place], env);
    await until(() => /"event":"done"/.test(run.stderr()));
    run.child.kill("SIGTERM");
    const { code, stderr } = await run.end;
    const entries = entriesOf(stderr);
    expect([code, ended(entries)]).toMatchObject([130, { event: "ended" }]);
    const done = entries.find(({ event }) => event === "done");
    expect(done?.run_id).not.toBe(entries[0]?.run_id);
    const status = await runOnce(["status", "--warehouse", place], {});
    expect(status.stdout).toContain(`"run_id": "${done?.run_id}"`);
  });

  test("Node's own warnings, and a fault that nobody caught", async () => {
    const hook = `
      const started = setInterval(() => {
        if (process.listenerCount("uncaughtException") === 0) return;
        clearInterval(started);
        process.emitWarning("Something is deprecated.", "DeprecationWarning");
        setTimeout(() => { throw new Error("Thrown where nobody waits."); }, 50);
      }, 20);`;
    const more = { ...env, NODE_OPTIONS: `--import=data:text/javascript;base64,${btoa(hook)}` };
    const { code, stderr } = await start(["sandbox", "--log", "json", "--days", "1"], more).end;
    const entries = entriesOf(stderr);
    expect(code).toBe(1);
    expect(entries).toContainEqual(expect.objectContaining({ level: "warning", event: "node" }));
    expect(ended(entries)).toMatchObject({
      level: "error",
      exit_code: 1,
      hint: expect.stringContaining("nobody waits"),
    });
  });

  test("help is data: on standard output, and nothing else is said", async () => {
    const { code, stdout, stderr } = await start(["sync", "--help", "--log", "json"]).end;
    expect([code, stdout, stderr]).toEqual([0, expect.stringContaining("--log <format>"), ""]);
  });
});

describe("--quiet", () => {
  test.each([
    ["sync", "--warehouse", warehouse],
    ["extract", "--since", "2d"],
    ["export", "--warehouse", warehouse],
    ["rebuild", "--warehouse", warehouse],
    ["doctor"],
  ])("%s %s %s: nothing on standard error where all is well", async (...args) => {
    for (const format of ["text", "json"]) {
      const { code, stderr, stdout } = await runOnce([...args, "--quiet", "--log", format], env, format === "text");
      expect([code, stderr]).toEqual([0, ""]);
      if (["extract", "export"].includes(args[0] ?? "")) expect(stdout.length).toBeGreaterThan(100);
    }
  });

  test("errors, warnings and what is missing are written all the same", async () => {
    const refused = await runOnce(["sync", "--quiet", "--nonsense"], env);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining("unknown option")]);
    await using half = await openSandbox({
      perDay: 4,
      days: 5,
      limit: "off",
      withoutPermissions: ["groups:team:view"],
    });
    const { code, stderr } = await runOnce(
      ["sync", "--quiet", "--warehouse", join(newFolder(), "half.duckdb")],
      leadTo(half),
    );
    expect([code, stderr]).toEqual([6, expect.stringMatching(/groups:team:view[\s\S]*Incomplete/)]);
  });
});

test("a full stderr, or one that nobody reads, is no reason to fail", async () => {
  const child = spawn(process.execPath, [program, "status", "--log", "json", "--warehouse", warehouse], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  child.stderr?.destroy();
  expect(await new Promise((resolve) => child.on("close", resolve))).toBe(0);
});

test("init, which asks questions, has neither flag", () => {
  const page = readFileSync("docs/cli.md", "utf8");
  const blocks = [...page.matchAll(/<!-- help: (\w+) -->\n```\n([\s\S]*?)```/g)];
  expect(blocks.length).toBeGreaterThan(9);
  for (const [, command = "", help = ""] of blocks)
    expect([command, help.includes("--log <format>"), help.includes("--quiet")]).toEqual([
      command,
      command !== "init",
      command !== "init",
    ]);
});
