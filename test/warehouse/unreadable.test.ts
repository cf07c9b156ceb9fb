import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { afterword } from "../commands/terminal.ts";
import { newFolder } from "../new-folder.ts";
import { openStored, response } from "../orgs/stored.ts";

/** A warehouse with one answer about one agent, in a folder whose settings hide agents, where they can be read. */
let cwd: string;
beforeEach(async () => {
  cwd = newFolder();
  await using warehouse = await openStored({
    response: [response("r", { agent_id: "agent-id", agent_name: "Yuri N", submit_date: "2026-03-05T08:15:00.000Z" })],
  });
  await warehouse.copyTo?.(join(cwd, "afterword.duckdb"));
});

const makings: readonly [string, (path: string) => void][] = [
  ["a link to nothing", (path) => symlinkSync("/nowhere/afterword.toml", path)],
  ["a link in a circle", (path) => symlinkSync(path, path)],
  ["a folder", (path) => mkdirSync(path)],
  ["a device", (path) => symlinkSync("/dev/null", path)],
  ["a pipe", (path) => void spawnSync("mkfifo", [path])],
  ["not text", (path) => writeFileSync(path, Buffer.from([0xff, 0xfe, 0x61]))],
  ["cut off", (path) => writeFileSync(path, 'agents = "o')],
];

describe.skipIf(process.platform === "win32")("people are hidden, or nothing is printed at all", () => {
  test("where the settings can be read", async () => {
    writeFileSync(join(cwd, "afterword.toml"), 'agents = "off"\n');
    const { code, stdout } = await afterword(["export"], { cwd });
    expect([code, stdout]).toEqual([0, expect.not.stringMatching(/Yuri|agent-id/)]);
  });

  test.each(makings)("where they are %s", async (_, make) => {
    make(join(cwd, "afterword.toml"));
    for (const args of [
      ["export"],
      ["report"],
      ["status"],
      ["extract", "--sandbox"],
      ["export", "--config", "afterword.toml"],
    ]) {
      const { code, stdout, stderr } = await afterword(args, { cwd });
      expect([args, code, stdout]).toEqual([args, 2, ""]);
      expect(stderr).toMatch(/afterword\.toml/);
      expect(stderr).not.toMatch(/\n\s+at /);
    }
  });

  test.each(makings.slice(0, 5))("where the key of pseudonyms is %s, no name is printed", async (_, make) => {
    writeFileSync(join(cwd, "afterword.toml"), 'agents = "pseudonym"\n');
    make(join(cwd, "afterword.duckdb.key"));
    const { code, stdout, stderr } = await afterword(["export"], { cwd });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/afterword\.duckdb\.key/);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

test.skipIf(process.platform === "win32")("a key that others can read is reported, by every command", async () => {
  const key = join(cwd, "afterword.duckdb.key");
  writeFileSync(key, `${"0f".repeat(32)}\n`);
  for (const [mode, words] of [
    [0o600, /^(?!.*chmod)/s],
    [0o640, /afterword\.duckdb\.key holds the key .* run chmod 600/s],
    [0o604, /run chmod 600/],
  ] as const) {
    chmodSync(key, mode);
    for (const args of [["export"], ["report"], ["status"], ["rebuild"]]) {
      const { code, stderr } = await afterword(args, { cwd });
      expect([code, stderr.replaceAll(/\s+/g, " ")]).toEqual([0, expect.stringMatching(words)]);
    }
  }
});
