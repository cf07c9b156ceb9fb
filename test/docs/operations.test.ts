import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { exitCodes } from "../../src/base/index.ts";
import { start } from "../commands/process.ts";
import { newFolder } from "../new-folder.ts";

const page = readFileSync("docs/operations.md", "utf8");
const dockerfile = readFileSync("Dockerfile", "utf8");
const cli = readFileSync("docs/cli.md", "utf8");

const help = new Map(
  [...cli.matchAll(/<!-- help: (\w+) -->\n```\n([\s\S]*?)```/g)].map(([, name = "", text = ""]) => [name, text]),
);

/** Flags that no help text of their command has. */
function unknownFlags(text: string): string[] {
  const commands = [...text.matchAll(/afterword"?,? "?(\w+)((?:"?,? "?(?:--[a-z-]+|(?!--)[^\s`,&|>]+))*)/g)];
  return commands.flatMap(([, command = "", rest = ""]) => {
    const known = help.get(command);
    if (known === undefined) return [];
    return [...rest.matchAll(/--[a-z-]+/g)].flatMap(([flag]) =>
      known.includes(`${flag} `) ? [] : [`${command} ${flag}`],
    );
  });
}

/** The lines of code of the page, and what stands between backticks. */
const code = [...page.matchAll(/```\w*\n([\s\S]*?)```|`([^`\n]+)`/g)]
  .map(([, block, span]) => block ?? span ?? "")
  .join("\n");

test("every flag of docs/operations.md and of the Dockerfile is one of its command", () => {
  expect([...code.matchAll(/afterword (?:sync|status|serve|doctor|init)\b/g)].length).toBeGreaterThan(15);
  expect(unknownFlags(code)).toEqual([]);
  expect(unknownFlags(dockerfile)).toEqual([]);
  expect(unknownFlags("afterword sync --maximum-age 2h")).toEqual(["sync --maximum-age"]);
  expect(unknownFlags('["afterword", "status", "--maximum-age", "2h"]')).toEqual(["status --maximum-age"]);
});

test("the alarm explains every exit code, and no other", () => {
  const explained = [...page.matchAll(/^\| (\d+) \|/gm)].map(([, number]) => Number(number));
  expect(explained).toEqual(Object.values(exitCodes));
});

const units = [...page.matchAll(/`\/etc\/systemd\/system\/([\w.-]+)`:\n\n```ini\n([\s\S]*?)```/g)];

test("the units of systemd are a service and a timer of one name", () =>
  expect(units.map(([, name]) => name)).toEqual(["afterword-sync.service", "afterword-sync.timer"]));

test.runIf(existsSync("/usr/bin/systemd-analyze"))("systemd takes them as they are", () => {
  const folder = newFolder();
  for (const [, name = "", text = ""] of units) {
    // It checks that the program is there.
    expect(text.includes("/usr/local/bin/afterword")).toBe(name.endsWith(".service"));
    writeFileSync(join(folder, name), text.replace("/usr/local/bin/afterword", process.execPath));
  }
  const paths = units.map(([, name = ""]) => join(folder, name));
  const verify = (files: readonly string[]) =>
    execFileSync("systemd-analyze", ["verify", "--man=no", ...files], { encoding: "utf8", stdio: "pipe" });
  expect(verify(paths)).toBe("");
  // The guard bites.
  const broken = join(folder, "broken.service");
  writeFileSync(broken, "[Service]\nType=nonsense\nExecStart=relative\n");
  expect(() => verify([broken])).toThrow();
});

describe("the Dockerfile", () => {
  const lines = dockerfile.replace(/\\\n/g, " ").split("\n");
  const value = (word: string): string =>
    lines.find((line) => line.startsWith(`${word} `))?.slice(word.length + 1) ?? "";
  const manifest = JSON.parse(readFileSync("package.json", "utf8")) as { name: string; engines: { node: string } };

  test("takes a Node that Afterword runs on, with glibc, and the tarball that npm pack makes, alone", () => {
    const [, major = ""] = /^node:(\d+)-bookworm-slim$/.exec(value("FROM")) ?? [];
    expect(Number(major)).toBeGreaterThanOrEqual(Number.parseInt(manifest.engines.node.replace(">=", ""), 10));
    expect(value("COPY")).toBe(`${manifest.name}-*.tgz /tmp/afterword.tgz`);
    expect(readFileSync(".dockerignore", "utf8")).toBe(`*\n!${manifest.name}-*.tgz\n`);
  });

  test("ends as a user that is not root, in a volume that is this user's, with the warehouse in it", () => {
    expect(lines.filter((line) => line.startsWith("USER "))).toEqual(["USER node"]);
    expect(value("VOLUME")).toBe(value("WORKDIR"));
    expect(value("RUN")).toContain(`--owner=node --group=node --mode=0700 ${value("VOLUME")}`);
    expect(value("ENV")).toBe(`AFTERWORD_WAREHOUSE=${value("VOLUME")}/afterword.duckdb`);
    expect(JSON.parse(value("ENTRYPOINT"))).toEqual(["afterword"]);
    expect(lines.findIndex((line) => line.startsWith("USER"))).toBeLessThan(
      lines.findIndex((line) => line.startsWith("VOLUME")),
    );
  });

  test("its health is the age of the newest complete sync", async () => {
    const [program, ...args] = JSON.parse(value("HEALTHCHECK").replace(/^.*CMD /, "")) as string[];
    expect(program).toBe("afterword");
    const run = start(["sync", "--sandbox", "--quiet", "--warehouse", "health.duckdb"]);
    await run.end;
    const env = { AFTERWORD_WAREHOUSE: join(run.cwd, "health.duckdb") };
    const { code: healthy, stderr } = await start(args, env).end;
    expect([healthy, stderr]).toEqual([0, ""]);
  });
});

test("the estimate of two years is what the command prints, key by key", async () => {
  const [, command = ""] = /^(afterword sync --dry-run .*)$/m.exec(page) ?? [];
  const { code: ending, stdout } = await start(command.split(" ").slice(1)).end;
  const [, documented = ""] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
  expect(ending).toBe(0);
  expect(Object.keys(JSON.parse(stdout) as object)).toEqual(Object.keys(JSON.parse(documented) as object));
  const { surveys, evaluations, requests } = JSON.parse(documented) as Record<string, number>;
  const thousands = new Intl.NumberFormat("en");
  const sentence = `${thousands.format(Number(surveys) + Number(evaluations))} responses in ${thousands.format(Number(requests))} requests`;
  expect(page).toContain(sentence);
});

test("a backup made by --publish, put back with its key, is synced on from", async () => {
  const first = start(["sync", "--sandbox", "--publish", "copy.duckdb"]);
  expect((await first.end).code).toBe(0);
  const place = join(newFolder(), "restored.duckdb");
  copyFileSync(join(first.cwd, "copy.duckdb"), place);
  copyFileSync(join(first.cwd, "afterword-sandbox.duckdb.key"), `${place}.key`);
  const { code: ending, stderr } = await start(["sync", "--sandbox", "--warehouse", place]).end;
  expect([ending, stderr]).toEqual([0, expect.stringContaining("Nothing new")]);
});
