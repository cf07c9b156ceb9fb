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
const takenUp = (text: string) => text.replace(/^#(?=\S)/gm, "");

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
    ["tables that are there", '[roles]\n"x" = "nps"\n\n[leads]\n[scales.x]\nbest = "low"\n'],
    ["a table of this very scale", '[scales."q-1"]\nnot_on_scale = [9]\n\n[roles]\n'],
    ["dotted keys", 'roles.x = "nps"\nscales.x.best = "low"\ntime_zone = "UTC"\n'],
    ["no end of line", 'csat_labels = ["a"]'],
    ["a header in a text", 'csat_labels = ["""\n[roles]\n"""]\n'],
    ["CRLF", '[roles]\r\n"x" = "nps"\r\n\r\n[leads]\r\n'],
  ])("%s", (_, before) => {
    const { text, written, left } = withSuggestions(before, all);
    expect([written, left]).toEqual([before === settingsTemplate ? 5 : 6, []]);
    expect(read(text).roles).toEqual(read(before).roles);
    for (const line of before.split("\n")) expect(text).toContain(line.trimEnd());
    const whole = before === settingsTemplate ? text.slice(before.length) : text;
    const { roles, leads, scales, measures, agents } = read(takenUp(whole));
    expect([roles["q-1"], leads["f-1"], scales["q-1"]?.satisfiedFrom]).toEqual(["csat", "q-1", 80]);
    expect(measures["overall"]).toEqual(["q-1", 'q "2"']);
    // The commented file says how people are shown already.
    expect(agents).toBe(before === settingsTemplate ? "named" : "off");
    // A second time there is nothing left to suggest.
    expect(withSuggestions(text, all)).toEqual({ text, written: 0, left: [] });
  });

  test("reads as a person would write it", () => {
    expect(withSuggestions('[roles]\n"x" = "nps"\n\n[leads]\n', [role, best]).text).toBe(
      `[roles]\n"x" = "nps"\n# ${about}\n#"q-1" = "csat"\n\n[leads]\n\n[scales."q-1"]\n# ${about}\n#best = "high"\n`,
    );
  });

  test("what is decided is not suggested", () =>
    expect(withSuggestions('[roles]\n"q-1" = "other"\n', [role])).toMatchObject({ written: 0, left: [] }));

  test("an inline table has no room, and stays", () => {
    const before = 'roles = { x = "nps" }\n';
    expect(withSuggestions(before, [role, lead])).toMatchObject({ written: 1, left: [role] });
  });

  test("the text of a question cannot leave its comment", () => {
    const { text } = withSuggestions("", [{ ...role, about: "a\nroles = 1\r\u2028\u0007\ud800[x]" }]);
    expect(read(text).roles).toEqual({});
    expect(text.split("\n")).toHaveLength(4);
  });

  test("whatever stands there, no value changes, and what is taken up counts", () => {
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
    fc.assert(
      fc.property(
        written,
        fc.uniqueArray(suggestion, { maxLength: 4, selector: ({ table, key }) => JSON.stringify([table, key]) }),
        (settings, suggestions) => {
          const before = stringify(settings);
          const { text, left } = withSuggestions(before, suggestions);
          expect(left).toEqual([]);
          for (const line of before.split("\n")) expect(text).toContain(line);
          const plain = (source: string) =>
            JSON.parse(JSON.stringify(parse(source))) as Record<string, Record<string, unknown>>;
          const kept = plain(text);
          for (const [key, value] of Object.entries(plain(before))) expect(kept[key]).toMatchObject(value);
          const result = plain(takenUp(text));
          for (const { table, key, value } of suggestions) {
            const own = table.reduce<unknown>(
              (at, step) => (Object.hasOwn(Object(at), step) ? Reflect.get(Object(at), step) : undefined),
              result,
            );
            const decided = plain(before)[table[0] ?? ""];
            const was = table.length === 1 ? new Map(Object.entries(decided ?? {})).get(key) : undefined;
            expect(Reflect.get(Object(own), key)).toBe(was ?? value);
          }
          expect(withSuggestions(text, suggestions)).toMatchObject({ text, written: 0 });
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
