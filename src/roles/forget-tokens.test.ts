import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { newFolder } from "../../test/new-folder.ts";
import { forgetTokens } from "./forget-tokens.ts";
import { openTokens } from "./token-file.ts";
import { noteUse } from "./uses.ts";

test("whoever was erased is in no file of tokens, and their token is no longer valid; others' are", async () => {
  const folder = newFolder();
  const files = { tokens: join(folder, "tokens.ndjson"), uses: join(folder, "token-uses.ndjson") };
  const tokens = openTokens(files.tokens);
  const at = "2026-03-31T10:00:00.000Z";
  const shared = { organizationId: "acme", teams: [], divisions: [], roster: {}, texts: true };
  const anna = await tokens.add({ ...shared, name: "laptop", role: "agent", agents: ["agent-1"] }, at);
  const lead = await tokens.add({ ...shared, name: "for Anna Bauer", role: "manager", agents: [], teams: ["t"] }, at);
  const ben = await tokens.add({ ...shared, name: "Ben", role: "agent", agents: ["agent-2"] }, at);
  const led = { ...shared, role: "manager", agents: [], roster: { site: ["Berlin"], leader: ["anna bauer"] } } as const;
  const byRoster = await tokens.add({ ...led, name: "site" }, at);
  const dotted = await tokens.add(
    { ...shared, name: "Anna (Bauer)'s desk", role: "manager", agents: [], teams: ["t"] },
    at,
  );
  await tokens.revoke("laptop", at);
  for (const { id } of [anna, ben])
    await noteUse(files.uses, { at, token: id, name: "n", role: "agent", by: "serve", from: null });
  const erased = ["agent-1", "Anna Bauer"];
  expect(await forgetTokens(files, erased, { dryRun: true })).toBe(4);
  expect((await tokens.all()).length).toBe(5);
  expect(await forgetTokens(files, erased, { dryRun: false })).toBe(4);
  for (const { token } of [anna, lead, byRoster, dotted]) expect(await tokens.find(token)).toBe(null);
  expect((await tokens.find(ben.token))?.name).toBe("Ben");
  const left = [files.tokens, files.uses].map((file) => readFileSync(file, "utf8")).join("");
  for (const text of [...erased, anna.id, lead.id, byRoster.id, "anna bauer"]) expect(left).not.toContain(text);
  expect(left).toContain(ben.id);
});

test("where nobody was given a token, no file is made", async () => {
  const folder = newFolder();
  const files = { tokens: join(folder, "tokens.ndjson"), uses: join(folder, "token-uses.ndjson") };
  expect(await forgetTokens(files, ["agent-1"], { dryRun: false })).toBe(0);
  expect(() => readFileSync(files.tokens)).toThrow("ENOENT");
});
