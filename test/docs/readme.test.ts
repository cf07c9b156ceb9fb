import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { exitCodes } from "../../src/base/index.ts";
import { diagnose } from "../../src/doctor/index.ts";
import { endpoints } from "../../src/genesys/index.ts";
import { openSandbox } from "../../src/sandbox/index.ts";
import { start, until } from "../commands/process.ts";
import { afterword, leadTo } from "../commands/terminal.ts";
import { newFolder } from "../new-folder.ts";
import { openSandboxed } from "../servers/sandboxed.ts";
import { blockAfter, commandLine, commands, markers, readme } from "./readme.ts";

test("the README is at most 150 lines, so that it is read", () =>
  expect(readme.split("\n").length - 1).toBeLessThanOrEqual(150));

describe("docs/cli.md", () => {
  test("has the help of every command", async () => {
    const { stdout } = await afterword(["--help"]);
    const names = [...stdout.matchAll(/^ {2}([a-z]+) .*/gm)].map(([, name = ""]) => name);
    expect(names).toContain("report");
    expect(markers(commandLine, "help").sort()).toEqual(["", ...names.filter((name) => name !== "help")].sort());
  });

  test.each(markers(commandLine, "help"))("has what --help prints: %s (npm run docs)", async (words) => {
    const { stdout } = await afterword([...words.split(" ").filter((word) => word !== ""), "--help"]);
    expect(blockAfter(commandLine, `help: ?${words}`)).toBe(stdout);
  });
});

test("the output is what a terminal shows (npm run docs)", async () => {
  const [words = ""] = markers(readme, "output");
  const { stdout } = await afterword(words.split(" "), { columns: 100, env: { NO_COLOR: "1", TZ: "UTC" } });
  expect(stdout.split("\n").length).toBeGreaterThan(4);
  expect(blockAfter(readme, "output: .*?")).toBe(stdout);
});

test("the record is the one that comes out, key by key", async () => {
  const shown = JSON.parse(blockAfter(readme, "record")) as Record<string, object[]>;
  await using org = await openSandboxed({ perDay: 20, days: 20 });
  const [record] = (await org.extract()).records;
  expect(Object.keys(shown)).toEqual(Object.keys(record ?? {}));
  for (const list of ["answers", "agents"] as const) {
    expect(Object.keys(shown[list]?.[0] ?? {})).toEqual(Object.keys(record?.[list]?.[0] ?? {}));
  }
});

test("every exit code is explained, and no other", () => {
  const explained = [...commandLine.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));
  expect(explained).toEqual(Object.values(exitCodes));
});

test("the permissions are those that the endpoints need", () => {
  const table = commandLine.split("| permission |")[1]?.split("\n\n")[0] ?? "";
  const named = [...table.matchAll(/`([a-zA-Z]+:[a-zA-Z]+:[a-zA-Z]+)`/g)].map(([, name]) => name);
  const known = new Set(Object.values(endpoints).flatMap(({ permissions }): readonly string[] => permissions));
  expect(named.filter((name) => !known.has(name ?? ""))).toEqual([]);
  // Every endpoint that needs a permission is served by one of the table, or has a sibling that is.
  const fallbacks = new Set(["queuesDivisionViews"]);
  const unserved = Object.entries(endpoints).filter(
    ([name, { permissions }]) =>
      permissions.length > 0 && !fallbacks.has(name) && !permissions.some((one) => named.includes(one)),
  );
  expect(unserved.map(([name]) => name)).toEqual([]);
});

test("the permissions are those of the role that the doctor recommends", async () => {
  const table = commandLine.split("| permission |")[1]?.split("\n\n")[0] ?? "";
  const named = [...table.matchAll(/`(\w+:\w+:\w+)`/g)].map(([, name]) => name);
  await using org = await openSandboxed({ perDay: 20, days: 20 });
  expect(named.sort()).toEqual([...(await diagnose(org.genesys, { clock: org.clock })).role].sort());
});

test("the example is a file that compiles and runs", () =>
  expect(readme).toContain(`\`\`\`ts\n${readFileSync("examples/extract.ts", "utf8")}\`\`\``));

describe("the commands run", () => {
  // Nobody is at a terminal here whom `init` could ask.
  const runnable = [...commands(readme), ...commands(commandLine)].filter((line) =>
    /^(afterword (?!init)|node dist\/cli\/main\.js )/.test(line),
  );
  const place = join(newFolder(), "readme.duckdb");
  beforeAll(async () => {
    await using sandbox = await openSandbox({ perDay: 5, days: 10 });
    await start(["sync", "--warehouse", place], leadTo(sandbox)).end;
  });

  test("there are some", () => expect(runnable.length).toBeGreaterThan(4));

  test.each(runnable)("%s", async (line) => {
    const args = line
      .replace(/ &$/, "")
      .split(/\s+/)
      .slice(line.startsWith("node") ? 2 : 1);
    await using sandbox = await openSandbox({ perDay: 5, days: 10 });
    const env = { ...leadTo(sandbox), AFTERWORD_WAREHOUSE: place };
    if (args[0] !== "sandbox" && args[0] !== "serve") {
      expect(await start(args, env).end).toMatchObject({ code: 0 });
      return;
    }
    const run = start([...args.filter((arg) => !/^(--port|\d+)$/.test(arg)), "--port", "0"], env);
    await until(() => run.stdout().includes("\n"));
    run.child.kill("SIGINT");
    expect((await run.end).code).toBe(130);
  });

  test("npm start and npm test are the two commands", () =>
    expect(commands(readme).slice(0, 2)).toEqual(["npm start", "npm test"]));

  // `npm test` has installed; without its stamp this would install in the middle of the tests.
  test.runIf(existsSync("node_modules/.cache/afterword/installed"))("npm start does the main job", () => {
    const home = newFolder();
    const env = { PATH: process.env["PATH"] ?? "", HOME: home };
    const script = join(process.cwd(), "scripts", "start.mjs");
    const run = () => execFileSync("sh", ["-c", `node ${script} 2>&1`], { cwd: home, env, encoding: "utf8" });
    const output = run();
    expect(output.split("\n")[0]).toMatch(/sandbox/);
    expect(output).toMatch(/Read the answers of [1-9]/);
    expect(output).toMatch(/complete to \d+ \w+ \d\d:\d\d; \d+ surveys still open/);
    expect(output.split("The newest answers:")[1]?.match(/^\d{4}-\d\d-\d\d /gm)).toHaveLength(3);
    expect(output.split("The newest answers:")[1]).toMatch(
      /^Customer satisfaction, .*\n[\s\S]*^CSAT +\d+ % \[\d+–\d+\], n \d+/m,
    );
    expect(Number(/^(?:Nothing new|Read .*); (\d+) requests/m.exec(run())?.[1])).toBeLessThan(30);
  });
});
