import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { parse, stringify } from "smol-toml";
import { describe, expect, test } from "vitest";
import { newFolder } from "../../test/new-folder.ts";
import { readSettings } from "./settings.ts";
import { settingsTemplate } from "./settings-template.ts";
import { type Suggestion, withSuggestions, writeSuggestions } from "./suggest-settings.ts";

const read = (text: string) => readSettings({ path: "afterword.toml", text, secret: false }, "UTC");
/** Every suggestion taken up: its line without the comment sign. */
const takenUp = (text: string) => text.replace(/(?<=^|\n)#(?=\S)/g, "");

const about = 'Question "How was it?" of the form "Post-call".';
const role: Suggestion = { table: ["roles"], key: "q-1", value: "csat", about };
const best: Suggestion = { table: ["scales", "q-1"], key: "best", value: "high", about };
const from: Suggestion = { table: ["scales", "q-1"], key: "satisfied_from", value: 80, about };
const lead: Suggestion = { table: ["leads"], key: "f-1", value: "q-1", about };
const measure: Suggestion = { table: ["measures"], key: "overall", value: ["q-1", 'q "2"'], about };
const agents: Suggestion = { table: [], key: "agents", value: "off", about };
const all = [role, best, from, lead, measure, agents];

describe("suggestions are written into the settings", () => {
  test.each([
    ["an empty file", ""],
    ["the commented file of init", settingsTemplate],
    ["other tables", "[targets]\ncsat = 0.8\n"],
    ["no end of line", 'csat_labels = ["a"]'],
    ["a header in a text", 'csat_labels = ["""\n[roles]\n"""]\n'],
    ["CRLF", 'time_zone = "UTC"\r\n\r\n[targets]\r\ncsat = 0.8\r\n'],
  ])("%s", (_, before) => {
    const { text, written } = withSuggestions(before, all);
    // The commented file already sets how people are shown.
    expect(written).toBe(before === settingsTemplate ? 5 : 6);
    expect(text).toContain(before.trimEnd());
    expect(parse(text)).toEqual(parse(before));
    const whole = before === settingsTemplate ? text.slice(before.length) : text;
    const { roles, leads, scales, measures, agents } = read(takenUp(whole));
    expect([roles["q-1"], leads["f-1"], scales["q-1"]?.satisfiedFrom]).toEqual(["csat", "q-1", 80]);
    expect(measures["overall"]).toEqual(["q-1", 'q "2"']);
    expect(agents).toBe(before === settingsTemplate ? "named" : "off");
    // A second time there is nothing left to suggest.
    expect(withSuggestions(text, all)).toEqual({ text, written: 0 });
  });

  test("in one block at the end, and at the top what belongs to no table", () => {
    const { text } = withSuggestions('[roles]\n"x" = "nps" # sure\n', [role, best, from, agents]);
    const [top = "", before = "", ...block] = text.split("\n\n");
    expect(top).toBe(`# ${about}\n#agents = "off"`);
    expect(before).toBe('[roles]\n"x" = "nps" # sure');
    expect(block.join("\n\n").split("\n").slice(2).join("\n")).toBe(
      `#[roles]\n# ${about}\n#"q-1" = "csat"\n\n#[scales."q-1"]\n# ${about}\n#best = "high"\n# ${about}\n#satisfied_from = 80\n`,
    );
  });

  test("later ones follow the earlier, whether these were taken up, moved or left", () => {
    const { text } = withSuggestions("", [role]);
    for (const file of [text, takenUp(text), '[roles]\n"x" = "nps"\n#"q-1" = "csat"\n']) {
      const { text: more, written } = withSuggestions(file, [role, lead]);
      expect(written).toBe(1);
      expect(more.startsWith(file)).toBe(true);
    }
  });

  test("nor a second time where an id has a separator of lines that TOML has not", () => {
    const suggestion = { ...best, table: ["scales", "q\u2028\u2029"] };
    const { text } = withSuggestions("", [suggestion]);
    expect(withSuggestions(text, [suggestion])).toEqual({ text, written: 0 });
  });

  test("a table that is taken up twice is refused, not lost", () => {
    const { text } = withSuggestions('[roles]\n"x" = "nps"\n', [role]);
    expect(() => read(takenUp(text))).toThrow(/roles/);
  });

  test.each([
    ["in its table", '[roles]\n"q-1" = "other"\n'],
    ["by a dotted key", 'roles."q-1" = "other"\n'],
    ["in an inline table", 'roles = { "q-1" = "other" }\n'],
  ])("a decided setting is not suggested: %s", (_, before) =>
    expect(withSuggestions(before, [role])).toEqual({ text: before, written: 0 }),
  );

  test("the text of a question cannot leave its comment", () => {
    const { text } = withSuggestions("", [{ ...role, about: "a\nroles = 1\r\u2028\u0007\ud800[x]" }]);
    expect(parse(text)).toEqual({});
    expect(text.split("\n").every((line) => line === "" || line.startsWith("#"))).toBe(true);
  });

  test("for any content, no value changes, and the block holds the open settings", () => {
    const id = fc
      .oneof(fc.uuid(), fc.string({ minLength: 1, maxLength: 8, unit: "grapheme" }))
      .filter((text) => text !== "__proto__");
    const written = fc.record(
      {
        time_zone: fc.constant("UTC"),
        csat_labels: fc.array(fc.constantFrom("csat", "[roles]", "#x")),
        roles: fc.dictionary(id, fc.constantFrom("csat", "nps"), { maxKeys: 3 }),
        leads: fc.dictionary(id, id, { maxKeys: 3 }),
        scales: fc.dictionary(id, fc.record({ best: fc.constantFrom("high", "low") }), { maxKeys: 3 }),
      },
      { requiredKeys: [] },
    );
    const suggestion = fc.oneof(
      fc.record({ table: fc.constant(["roles"]), key: id, value: fc.constant("csat"), about: fc.string() }),
      fc.record({
        table: id.map((one) => ["scales", one]),
        key: fc.constant("satisfied_from"),
        value: fc.nat(),
        about: fc.string(),
      }),
    );
    const reach = (table: unknown, path: readonly string[]) =>
      path.reduce<unknown>(
        (at, step) => (Object.hasOwn(Object(at), step) ? Reflect.get(Object(at), step) : undefined),
        table,
      );
    fc.assert(
      fc.property(
        written,
        fc.uniqueArray(suggestion, { maxLength: 4, selector: ({ table, key }) => JSON.stringify([table, key]) }),
        (settings, suggestions) => {
          const before = stringify(settings);
          const { text } = withSuggestions(before, suggestions);
          expect(text.startsWith(before.trimEnd())).toBe(true);
          expect(parse(text)).toEqual(parse(before));
          const block = parse(takenUp(text.slice(before.trimEnd().length)));
          for (const { table, key, value } of suggestions) {
            const was = reach(parse(before), [...table, key]);
            expect(reach(block, [...table, key])).toEqual(was === undefined ? value : undefined);
          }
          expect(withSuggestions(text, suggestions)).toEqual({ text, written: 0 });
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("the file", () => {
  const cwd = newFolder();

  test("begins as the one of init, and keeps its mode", async () => {
    const at = { cwd, path: null };
    const { path, written } = await writeSuggestions(at, [role]);
    expect([path, written]).toEqual([join(cwd, "afterword.toml"), 1]);
    expect(readFileSync(path, "utf8").startsWith(settingsTemplate)).toBe(true);
    chmodSync(path, 0o640);
    await writeSuggestions(at, [lead]);
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  test("is left alone where there is nothing to add", async () => {
    const path = join(cwd, "other.toml");
    writeFileSync(path, '[roles]\n"q-1" = "nps"');
    expect(await writeSuggestions({ cwd, path }, [role])).toMatchObject({ written: 0 });
    expect(readFileSync(path, "utf8")).toBe('[roles]\n"q-1" = "nps"');
  });
});
