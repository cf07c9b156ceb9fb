import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { newFolder } from "../../test/new-folder.ts";
import { UsageError } from "../base/index.ts";
import { openTokens } from "./token-file.ts";

const at = "2026-03-31T10:00:00.000Z";
const sees = {
  role: "admin",
  organizationId: null,
  agents: [],
  teams: [],
  divisions: [],
  roster: {},
  texts: true,
} as const;

test.each([
  "two\nlines",
  "two\r\nlines",
  "a\ttab",
  "\u001b[31mred",
  "nul\u0000",
  "line\u2028separator",
  "turned \u202eround",
  "half \ud800 a character",
])("a token is not called %j: it stands in lists and logs", async (name) => {
  const file = join(newFolder(), "tokens.ndjson");
  await expect(openTokens(file).add({ ...sees, name }, at)).rejects.toThrow(UsageError);
});

test.each(["Zoë Müller", "東京チーム", 'O\'Brien — "North"', "👩‍💼"])("it may be called %s", async (name) => {
  const file = join(newFolder(), "tokens.ndjson");
  const tokens = openTokens(file);
  const { token } = await tokens.add({ ...sees, name: ` ${name} ` }, at);
  expect(await tokens.find(token)).toMatchObject({ name });
  expect(readFileSync(file, "utf8")).not.toContain(token);
});

test("the first token of a user makes the folder, for them alone; where it cannot, the error names the file", async () => {
  const folder = newFolder();
  const own = join(folder, ".config", "afterword");
  const { token } = await openTokens(join(own, "tokens-1.ndjson")).add({ ...sees, name: "Ada" }, at);
  expect(await openTokens(join(own, "tokens-1.ndjson")).find(token)).toMatchObject({ name: "Ada" });
  expect(statSync(own).mode & 0o777).toBe(0o700);
  writeFileSync(join(folder, "taken"), "");
  const file = join(folder, "taken", "tokens.ndjson");
  const error: unknown = await openTokens(file)
    .add({ ...sees, name: "Ada" }, at)
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UsageError);
  expect(String(error)).toContain(file);
});

test("a token is accepted exactly as it was given, until it is revoked", async () => {
  const file = join(newFolder(), "tokens.ndjson");
  const { token } = await openTokens(file).add({ ...sees, name: "Ada" }, at);
  const tokens = openTokens(file);
  const { hash } = JSON.parse(readFileSync(file, "utf8")) as { readonly hash: string };
  for (const other of [token.toUpperCase(), token.slice(0, -1), `${token} `, `${token}a`, hash, "", "Ada"])
    expect([other, await tokens.find(other)]).toEqual([other, null]);
  expect(await tokens.find(token)).toMatchObject({ name: "Ada" });
  // By another process.
  await openTokens(file).revoke("Ada", at);
  expect(await tokens.find(token)).toBeNull();
});
