import { existsSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test, vi } from "vitest";
import { newFolder } from "../new-folder.ts";
import { openStored, response } from "../orgs/stored.ts";
import { afterword } from "./terminal.ts";

test.skipIf(process.platform !== "linux")("the rows are on the disk before the state names them", async () => {
  await using warehouse = await openStored({ response: [response("r1")] });
  const folder = newFolder();
  const [out, state] = [join(folder, "rows.csv"), join(newFolder(), "state")];
  const file = await open(folder);
  const synced: string[] = [];
  const onDisk = vi.spyOn(Object.getPrototypeOf(file) as FileHandle, "sync").mockImplementation(async function (
    this: FileHandle,
  ) {
    synced.push(`${readlinkSync(`/proc/self/fd/${this.fd}`)} ${existsSync(out)} ${existsSync(state)}`);
  });
  await file.close();
  const { code } = await afterword(["export", "--warehouse", warehouse.place, "--state", state, "--out", out]);
  onDisk.mockRestore();
  expect(code).toBe(0);
  expect(synced).toEqual([
    expect.stringMatching(/whole false false$/),
    `${folder} true false`,
    expect.stringMatching(/state\S+ true false$/),
    `${dirname(state)} true true`,
  ]);
});

test("a state that would replace its rows is refused, by any name of the file", async () => {
  await using warehouse = await openStored({ response: [response("r1")] });
  const cwd = newFolder();
  writeFileSync(join(cwd, "rows.csv"), "rows of yesterday");
  symlinkSync("rows.csv", join(cwd, "link.state"));
  for (const state of ["rows.csv", "./rows.csv", "link.state", "new.json"]) {
    const out = state === "new.json" ? join(cwd, state) : "rows.csv";
    const flags = ["--format", "csv", "--state", state, "--out", out];
    const { code, stderr } = await afterword(["export", "--warehouse", warehouse.place, ...flags], { cwd });
    expect([state, code, stderr]).toEqual([state, 2, expect.stringContaining("are one file")]);
  }
  expect(readdirSync(cwd).sort()).toEqual(["link.state", "rows.csv"]);
  expect(readFileSync(join(cwd, "rows.csv"), "utf8")).toBe("rows of yesterday");
});
