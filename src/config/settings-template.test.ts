import { expect, test } from "vitest";
import { defaultSettings, readSettings } from "./settings.ts";
import { settingsSchema } from "./settings-schema.ts";
import { settingsTemplate } from "./settings-template.ts";

const read = (text: string) => readSettings({ path: "afterword.toml", text, secret: false }, "UTC");
/** Every setting switched on: its line without the comment sign. */
const switchedOn = settingsTemplate.replace(/^#(?=\S)/gm, "");

test("as it is written it changes nothing", () => expect(read(settingsTemplate)).toEqual(defaultSettings("UTC")));

test("with all comments removed it is a file of settings that has every key", () => {
  const { scales, roles, leads } = read(switchedOn);
  expect([Object.keys(scales), Object.keys(roles), Object.keys(leads)].map((keys) => keys.length)).toEqual([1, 1, 1]);
  for (const key of [...settingsSchema.keysAt([]), ...settingsSchema.keysAt(["scales", "id"])]) {
    expect(settingsTemplate).toMatch(new RegExp(`^#\\[?${key}\\b`, "m"));
  }
});

test("what is a default is the default", () => {
  const { csatLabels, csatQuestions } = read(switchedOn);
  expect({ csatLabels, csatQuestions }).toEqual({ csatLabels: ["csat"], csatQuestions: [] });
});

test("every setting has its line of explanation", () =>
  expect(settingsTemplate.split("\n\n").every((paragraph) => /^# .*\.$/m.test(paragraph))).toBe(true));
