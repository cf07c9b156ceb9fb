import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { readVersion } from "../../src/base/index.ts";
import { newFolder } from "../new-folder.ts";
import { openStored, response } from "../orgs/stored.ts";
import { program } from "./process.ts";
import { afterword } from "./terminal.ts";

describe("help", () => {
  test("of all, and of each command, by flag and by word", async () => {
    expect((await afterword(["help"])).stdout).toBe((await afterword(["--help"])).stdout);
    expect((await afterword(["help", "sync"])).stdout).toBe((await afterword(["sync", "--help"])).stdout);
    expect(await afterword(["-v"])).toMatchObject({ code: 0, stdout: `${readVersion()}\n` });
  });

  test("of a command that there is not is wrong usage", async () => {
    expect(await afterword(["help", "snyc"])).toMatchObject({ code: 2, stderr: expect.stringContaining("sync") });
  });

  test.runIf(existsSync("/dev/full")).each([["--help"], ["--version"], ["report --help"]])(
    "on a full disk reports that, without a stack: %s",
    (args) => {
      const full = openSync("/dev/full", "w");
      const ran = spawnSync(process.execPath, [program, ...args.split(" ")], { stdio: ["ignore", full, "pipe"] });
      closeSync(full);
      expect([ran.status, ran.stderr.toString()]).toEqual([
        2,
        expect.stringMatching(/^Cannot write .*no space is left/),
      ]);
      expect(ran.stderr.toString()).not.toContain("    at ");
    },
  );

  test("loads none of the libraries that only running a command needs", () => {
    const flags = readdirSync("src/cli/flags").filter((file) => file !== "sandbox.ts");
    const loaded = loadedBy(["src/cli/program.ts", ...flags.map((file) => `src/cli/flags/${file}`)]);
    expect([...loaded].filter((name) => !name.startsWith("node:"))).toEqual(["commander"]);
    expect([...loadedBy(["src/cli/commands/sync.ts"])]).toContain("undici");
  });
});

/** Packages that loading these files loads, without those imported as a type alone. */
function loadedBy(files: readonly string[], seen = new Set<string>(), found = new Set<string>()): ReadonlySet<string> {
  for (const file of files) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const [, path = ""] of readFileSync(file, "utf8").matchAll(
      /^(?:import|export) (?!type )[^;]*?from "(.+?)";/gms,
    )) {
      if (path.startsWith(".")) loadedBy([join(dirname(file), path)], seen, found);
      else found.add(path);
    }
  }
  return found;
}

const store = () =>
  openStored({
    response: [
      response("first", { submit_date: "2026-03-01T00:00:00.000Z", media_type: "voice" }),
      response("second", { submit_date: "2026-03-02T00:00:00.000Z", media_type: "chat" }),
      response("third", { submit_date: "2026-03-03T00:00:00.000Z", media_type: "email" }),
      response("open", { submit_date: null, media_type: "email" }),
    ],
  });

describe("one grammar", () => {
  const csv = ["--columns", "response_id", "--format", "csv"];

  test("a list takes commas and repetition alike, and quotes keep a comma", async () => {
    await using warehouse = await store();
    const run = (...args: string[]) => afterword(["export", "--warehouse", warehouse.place, ...csv, ...args]);
    expect((await run("--media", "voice,chat")).stdout).toBe("response_id\r\nfirst\r\nsecond\r\n");
    expect((await run("--media", "voice", "--media", "chat")).stdout).toBe((await run("--media", "voice,chat")).stdout);
    expect((await run("--queue", '"Sales, EMEA"')).stderr).toContain('has the queue "Sales, EMEA"');
  });

  test("--json is --format json, and does not go with another", async () => {
    await using warehouse = await store();
    const run = (...args: string[]) => afterword(["export", "--warehouse", warehouse.place, ...args]);
    expect((await run("--json")).stdout).toBe((await run("--format", "json")).stdout);
    expect(await run("--json", "--format", "csv")).toMatchObject({ code: 2, stdout: "" });
  });

  test("--limit gives the newest, newest first, and what has no time last", async () => {
    await using warehouse = await store();
    const run = (...args: string[]) => afterword(["export", "--warehouse", warehouse.place, ...csv, ...args]);
    expect((await run("--limit", "2")).stdout).toBe("response_id\r\nthird\r\nsecond\r\n");
    expect((await run("--limit", "9")).stdout).toBe("response_id\r\nthird\r\nsecond\r\nfirst\r\nopen\r\n");
    expect((await run("--limit", "0")).code).toBe(2);
  });

  test("--since takes a length or a date, --tz a time zone, and both are refused in one line", async () => {
    await using warehouse = await store();
    const run = (...args: string[]) => afterword(["export", "--warehouse", warehouse.place, ...csv, ...args]);
    expect((await run("--since", "2026-03-02")).stdout).toContain("second");
    expect((await run("--since", "2026-03-02", "--tz", "Pacific/Auckland")).stdout).toContain("second");
    expect((await run("--since", "2026-03-02T10:00", "--tz", "Pacific/Auckland")).stdout).toContain("second");
    expect((await run("--since", "2026-03-02T10:00", "--tz", "UTC")).stdout).not.toContain("second");
    expect(await run("--tz", "Mars/Base")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--tz "Mars/Base"'),
    });
  });

  test("a separator of CSV", async () => {
    await using warehouse = await store();
    const run = (...args: string[]) =>
      afterword([
        "export",
        "--warehouse",
        warehouse.place,
        "--format",
        "csv",
        "--columns",
        "response_id,media_type",
        ...args,
      ]);
    expect((await run("--delimiter", ";", "--limit", "1")).stdout).toBe("response_id;media_type\r\nthird;email\r\n");
    expect((await run("--delimiter", "tab", "--limit", "1")).stdout).toBe(
      "response_id\tmedia_type\r\nthird\temail\r\n",
    );
    expect((await run("--delimiter", "x")).code).toBe(2);
  });
});

test("a permission that the sandbox does not know is refused", async () => {
  const ran = await afterword(["sandbox", "--without-permission", "quality:surveyForm:view,quality:survy:view"], {
    signal: AbortSignal.timeout(30_000),
  });
  expect(ran).toMatchObject({ code: 2, stdout: "" });
  expect(ran.stderr).toMatch(
    /^--without-permission is "quality:survy:view"\.\nDid you mean quality:survey:view\? There are /,
  );
});

describe("a filter value that nothing has is wrong usage, and leaves the old file alone", () => {
  const out = (): string => {
    const file = join(newFolder(), "answers.csv");
    writeFileSync(file, "old");
    return file;
  };

  test.each([
    ["--queue", "Biling", 'Did you mean "Billing"?'],
    ["--form", "Post-call CSTA", 'Did you mean "'],
    ["--queue", "Nowhere at all", 'The org has no queue "Nowhere at all".'],
  ])("extract %s %s", async (flag, value, words) => {
    const file = out();
    const ran = await afterword(["extract", "--sandbox", "--since", "1d", flag, value, "--out", file]);
    expect([ran.code, readFileSync(file, "utf8")]).toEqual([2, "old"]);
    expect(ran.stderr).toContain(words);
  });

  test("export and report", async () => {
    await using warehouse = await store();
    for (const command of ["export", "report"]) {
      const file = out().replace(".csv", command === "report" ? ".md" : ".csv");
      writeFileSync(file, "old");
      const ran = await afterword([command, "--warehouse", warehouse.place, "--agent", "Nobody", "--out", file]);
      expect([ran.code, readFileSync(file, "utf8")]).toEqual([2, "old"]);
    }
  });
});
