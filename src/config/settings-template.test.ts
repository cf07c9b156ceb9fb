import { expect, test } from "vitest";
import { defaultSettings, readSettings } from "./settings.ts";
import { settingsSchema } from "./settings-schema.ts";
import { decidedTemplate, settingsTemplate } from "./settings-template.ts";

const read = (text: string) => readSettings({ path: "afterword.toml", text, secret: false }, "UTC");
/** Every setting switched on: its line without the comment sign. */
const switchedOn = settingsTemplate.replace(/^#(?=\S)/gm, "");

test("as it is written it changes nothing", () => expect(read(settingsTemplate)).toEqual(defaultSettings("UTC")));

test("with all comments removed it is a file of settings that has every key", () => {
  const { scales, roles, leads, measures, redactPatterns, targets } = read(switchedOn);
  expect(
    [scales, roles, leads, measures, redactPatterns, targets.queues].map((table) => Object.keys(table).length),
  ).toEqual(Array(6).fill(1));
  const { keysAt } = settingsSchema;
  for (const key of [...keysAt([]), ...keysAt(["scales", "id"]), ...keysAt(["targets"])]) {
    expect(settingsTemplate).toMatch(new RegExp(`^#\\[?(targets\\.)?${key}\\b`, "m"));
  }
});

test("a value listed as the default is the default", () => {
  const { roles: _, leads: __, scales: ___, measures: ____, targets: _____, ...rest } = read(switchedOn);
  const {
    redactPatterns: ______,
    retainComments: _______,
    retainAgents: ________,
    retainDocuments: _________,
    roster: __________,
    ...plain
  } = rest;
  expect(defaultSettings("UTC")).toMatchObject(plain);
});

test.each(["named", "pseudonym", "off"] as const)("how people are shown is switched on: %s", (agents) =>
  expect(read(decidedTemplate({ agents }))).toEqual({ ...defaultSettings("UTC"), agents }),
);

test("every setting has its line of explanation", () =>
  expect(settingsTemplate.split("\n\n").every((paragraph) => /^# .*\.$/m.test(paragraph))).toBe(true));
