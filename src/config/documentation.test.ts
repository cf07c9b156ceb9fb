import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readEnvironment } from "./environment.ts";
import { ownKeys, readOwnProfiles } from "./own-profiles.ts";
import { readSettings } from "./settings.ts";
import { roles, settingsSchema } from "./settings-schema.ts";

const page = readFileSync(new URL("../../docs/configuration.md", import.meta.url), "utf8");
const blocks = (language: string): string[] =>
  [...page.matchAll(/^```(\w*)\n(.*?)^```$/gms)].flatMap(([, of, text = ""]) => (of === language ? [text] : []));

const settings = (text: string) => readSettings({ path: "afterword.toml", text, secret: false }, "UTC");

describe("docs/configuration.md", () => {
  const [profiles = "", example = ""] = blocks("toml");

  test.each([
    ...readEnvironment({}).flatMap(({ names }) => Object.values(names)),
    ...Object.values(ownKeys),
    ...settingsSchema.keysAt([]).filter((key) => !["roles", "leads", "scales"].includes(key)),
    ...settingsSchema.keysAt(["scales", "id"]),
    "[roles]",
    "[leads]",
    "[scales.ID]",
  ])("explains %s in a table", (name) => {
    expect(page).toMatch(new RegExp(`^\\| .*\`${name.replace(/[[\].]/g, "\\$&")}\`.*\\|$`, "m"));
  });

  test.each(roles)("names the role %s", (role) => expect(page).toContain(`\`${role}\``));

  test("its profiles are read as they stand", () => {
    const { names, read } = readOwnProfiles("profiles.toml", { text: profiles, mode: 0o600 });
    expect(names).toEqual(["DEFAULT", "test"]);
    expect(read("DEFAULT").region).toBe("eu-central-1");
    expect(read("test").gatewayUrl).toBe("http://localhost:8080");
  });

  test("its settings are read as they stand, and show every key", () => {
    const { scales, roles, leads, timeZone } = settings(example);
    expect(timeZone).toBe("Europe/Berlin");
    expect(Object.keys(roles)).toHaveLength(2);
    expect(Object.keys(leads)).toHaveLength(1);
    expect(Object.values(scales)).toEqual([{ best: "low", satisfiedFrom: 2, notOnScale: ["Can't say", 9] }]);
    for (const key of settingsSchema.keysAt([])) expect(example).toContain(key);
  });

  test("its complaint is the real one", () => {
    const text = 'csat_label = ["csat"]\n\n\n[scales.3f1c]\nbest = "hihg"\n';
    const [complaint = "missing"] = blocks("");
    expect(() => settings(text)).toThrow(complaint.trimEnd());
  });
});
