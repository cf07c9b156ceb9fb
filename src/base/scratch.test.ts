import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { newFolder } from "../../test/new-folder.ts";
import { openScratch } from "./scratch.ts";

test("a folder for its owner alone, hidden, and gone when it is let go", async () => {
  const folder = newFolder();
  {
    await using scratch = await openScratch(folder);
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^\.afterword-/)]);
    expect(statSync(scratch.path).mode & 0o777).toBe(0o700);
  }
  expect(readdirSync(folder)).toEqual([]);
});

/** The name with another process in it. */
const renamed = (name: string, change: Readonly<Record<number, string>>): string =>
  name
    .split("-")
    .map((part, index) => change[index] ?? part)
    .join("-");

test("what dead processes left is removed, what living ones have is not", async () => {
  const folder = newFolder();
  await using mine = await openScratch(folder);
  const name = basename(mine.path);
  const dead = String(spawnSync(process.execPath, ["-e", ""]).pid);
  const left = {
    "of a process that ended": renamed(name, { 2: dead }),
    "of an earlier process of this id": renamed(name, { 3: "00000000" }),
    "of another machine, long ago": renamed(name, { 1: "00000000" }),
  };
  const kept = {
    "of this process": renamed(name, { 4: "abcdef" }),
    "of another machine, lately": renamed(name, { 1: "11111111" }),
    "somebody else's": ".afterword-notes",
  };
  for (const made of [...Object.values(left), ...Object.values(kept)])
    mkdirSync(join(folder, made, "below"), { recursive: true });
  utimesSync(join(folder, left["of another machine, long ago"]), 0, 0);
  await using _next = await openScratch(folder);
  for (const [what, made] of Object.entries(left))
    expect([what, existsSync(join(folder, made))]).toEqual([what, false]);
  for (const [what, made] of Object.entries(kept)) expect([what, existsSync(join(folder, made))]).toEqual([what, true]);
});
