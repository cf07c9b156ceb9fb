import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readEnvironment } from "./environment.ts";
import { ownKeys, readOwnProfiles } from "./own-profiles.ts";
import { readSettings } from "./settings.ts";
import { languages, namings, roles, settingsSchema } from "./settings-schema.ts";

const page = readFileSync(new URL("../../docs/configuration.md", import.meta.url), "utf8");
const blocks = (language: string): string[] =>
  [...page.matchAll(/^```(\w*)\n(.*?)^```$/gms)].flatMap(([, of, text = ""]) => (of === language ? [text] : []));

/** Every key that a file may have, and every table, with ID where any key is allowed: `time_zone`, `[scales.ID]`, `best`. */
function settingNames(path: readonly string[] = []): string[] {
  const { keysAt } = settingsSchema;
  return keysAt(path).flatMap((key): string[] => {
    const at = [...path, key];
    const byId = keysAt([...at, "ID"]).length > 0;
    if (byId) return [`[${at.join(".")}.ID]`, ...settingNames([...at, "ID"])];
    const below = settingNames(at);
    return below.length > 0 || openTables.includes(key) ? [`[${at.join(".")}]`, ...below] : [key];
  });
}

/** Tables of plain values by id, which have no keys of their own. */
const openTables = ["roles", "leads", "measures", "redact_patterns"];

const settings = (text: string) => readSettings({ path: "afterword.toml", text, secret: false }, "UTC");

describe("docs/configuration.md", () => {
  const [profiles = "", example = ""] = blocks("toml");

  test.each([...readEnvironment({}).flatMap(({ names }) => Object.values(names)), ...Object.values(ownKeys)])(
    "explains %s in a table",
    (name) => {
      expect(page).toMatch(new RegExp(`^\\| .*\`${name.replace(/[[\].]/g, "\\$&")}\`.*\\|$`, "m"));
    },
  );

  test.each([...new Set(settingNames())])("explains the setting %s in a row of its own", (name) => {
    expect(page).toMatch(new RegExp(`^\\| \`${name.replace(/[[\].]/g, "\\$&")}\` \\|.*\\|$`, "m"));
  });

  test.each(roles)("names the role %s", (role) => expect(page).toContain(`\`${role}\``));

  test.each([...namings, ...languages])('names the value "%s"', (word) => expect(page).toContain(`\`"${word}"\``));

  test("its profiles are read as they stand", () => {
    const { names, read } = readOwnProfiles("profiles.toml", { text: profiles, mode: 0o600 });
    expect(names).toEqual(["DEFAULT", "test"]);
    expect(read("DEFAULT").region).toBe("eu-central-1");
    expect(read("test").gatewayUrl).toBe("http://localhost:8080");
  });

  test("its settings are read as they stand, and show every key", () => {
    const { scales, roles, leads, timeZone, measures, targets } = settings(example);
    expect(timeZone).toBe("Europe/Berlin");
    expect(Object.keys(roles)).toHaveLength(2);
    expect(Object.keys(leads)).toHaveLength(1);
    expect(Object.values(scales)).toEqual([{ best: "low", satisfiedFrom: 2, notOnScale: ["Can't say", 9] }]);
    expect(measures["overall"]).toHaveLength(2);
    expect(targets).toMatchObject({ csat: 0.85, queues: { Billing: { csat: 0.9 } } });
    for (const key of settingsSchema.keysAt([])) expect(example).toContain(key);
  });

  test("its complaint is the real one", () => {
    const text = 'csat_label = ["csat"]\n\n\n[scales.3f1c]\nbest = "hihg"\n';
    const [complaint = "missing"] = blocks("");
    expect(() => settings(text)).toThrow(complaint.trimEnd());
  });
});
