import { expect, test } from "vitest";
import { z } from "zod";
import { UsageError } from "../base/index.ts";
import { readToml } from "./toml.ts";

const schema = {
  schema: z.strictObject({
    colour: z.enum(["red", "green"], { error: "must be red or green" }).optional(),
    size: z.number({ error: "must be a number" }).optional(),
    parts: z.record(z.string(), z.strictObject({ weight: z.number({ error: "must be a number" }) })).optional(),
  }),
  keysAt: (path: readonly unknown[]) => (path.length === 0 ? ["colour", "size", "parts"] : ["weight"]),
};

function complaint(text: string, secret = false): string {
  try {
    readToml({ path: "box.toml", text, secret }, schema);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error("accepted");
}

test("what fits is returned", () => {
  expect(
    readToml({ path: "box.toml", text: 'colour = "red"\n[parts."a b"]\nweight = 1', secret: false }, schema),
  ).toEqual({ colour: "red", parts: { "a b": { weight: 1 } } });
});

test("broken TOML: line, column and caret", () => {
  expect(complaint("size = 1\ncolour = red\n")).toBe(
    "box.toml:2:10: invalid value (this is not TOML)\n  2 | colour = red\n    |          ^",
  );
});

test("a wrong value: its key, with line and caret", () => {
  expect(complaint("\n  colour = 'blue'\n")).toBe(
    "box.toml:2:3: colour must be red or green\n  2 |   colour = 'blue'\n    |   ^",
  );
});

test("a tab is as wide as a space, so that the caret stands below its key", () => {
  expect(complaint("\t\tsize = 'x'")).toMatch(/\n {2}1 \| {3}size = 'x'\n {4}\| {3}\^$/);
});

test("an unknown key: what was probably meant", () => {
  expect(complaint("color = 1")).toContain("color is not a known key; did you mean colour?");
});

test("an unknown key like no other: what there is", () => {
  expect(complaint("[parts.a]\nweight = 1\nheight_above_sea = 2")).toContain(
    "box.toml:3:1: parts.a.height_above_sea is not a known key; known here: weight",
  );
});

test("all problems at once, in the order of the file", () => {
  expect(complaint('[parts.a]\nweight = "x"\nwieght = 1\n[parts.b]\n').match(/^box.*$/gm)).toEqual([
    "box.toml has 3 problems:",
    "box.toml:2:1: parts.a.weight must be a number",
    "box.toml:3:1: parts.a.wieght is not a known key; did you mean weight?",
    "box.toml:4:8: parts.b.weight must be a number",
  ]);
});

test.each(["__proto__ = 1", "[parts.constructor]\nweight = 1"])(
  "a key that JavaScript treats specially: %j",
  (text) => {
    expect(complaint(text)).toContain("unsafe property");
  },
);

test("control characters in the file do not reach the terminal", () => {
  expect(complaint('colour = "\u009b31m"')).not.toContain("\u009b");
});

test("a very long line is cut", () => {
  expect(complaint(`colour = "${"x".repeat(5_000)}"`).length).toBeLessThan(250);
});

test.each([
  ['colour = "hunter2', "colour = ***"],
  ['size = "hunter2"', "size = ***"],
  ['colour "hunter2"', "***"],
  ["hunter2hunter2=", "***"],
  ['  hunter2"\nsize = 1', "***"],
  ['[parts.a]\nweight = "hunter2"', "weight = ***"],
  ['[parts.a] "hunter2"', "***"],
])("a secret file shows no value: %j", (text, shown) => {
  const words = complaint(text, true);
  expect(words).not.toContain("hunter2");
  expect(words).toContain(`| ${shown}\n`);
});

test("what cannot be shown is not kept as a cause either", () => {
  try {
    readToml({ path: "box.toml", text: 'colour = "hunter2', secret: true }, schema);
    expect.unreachable();
  } catch (error) {
    expect(error).not.toHaveProperty("cause");
  }
});

const genesysSecret = "Zq3vT0-xK8mJ_2bW7rLd5YfHs9PcNaEu4GiXo6Q1tRk";

test.each([
  ['client_secret = "hunter2"', "client_secret = ***"],
  ["clientSecret = 'hunter2'", "***"],
  ['size = 1\npassword = "hunter2', "password = ***"],
  ['api_key = ["hunter2"]', "api_key = ***"],
  ['parts = { a = { access_token = "hunter2" } }', "parts = ***"],
  [`region = "${genesysSecret}"`, 'region = "***"'],
  [`colour = ["red", "${genesysSecret}"]`, 'colour = ["red", "***"]'],
  [`"${genesysSecret}" = 1`, '"***" = 1'],
  [`colour = ${genesysSecret}`, "colour = ***"],
])("a secret that stands by mistake in a file that is none is not printed: %j", (text, shown) => {
  const words = complaint(text);
  expect(words).not.toMatch(new RegExp(`hunter2|${genesysSecret}`));
  expect(words).toContain(`| ${shown}\n`);
});

test("an id is no secret", () => {
  const id = "0aeb6c1a-1111-4222-8333-abcdefabcdef";
  expect(complaint(`[parts."${id}"]\nweight = "x"`)).toContain(`parts.${id}.weight must be a number`);
});
