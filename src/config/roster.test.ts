import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { newFolder } from "../../test/new-folder.ts";
import { UsageError } from "../base/index.ts";
import { readConfig } from "./read-config.ts";
import { readRosterCsv } from "./roster-csv.ts";
import { openRosterFile } from "./roster-file.ts";
import { readSettings } from "./settings.ts";

const settings = (text: string) => readSettings({ path: "afterword.toml", text, secret: false }, "UTC");

function complaint(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error("accepted");
}

test("a CSV and tables say the same", () => {
  const table = readRosterCsv(
    "roster.csv",
    "\uFEFFAgent;site;leader;cohort\r\nAda;Berlin;Jo;7\r\n\r\nBo; ;not stated;\r\n",
  );
  expect(table.attributes).toEqual(["site", "leader", "cohort"]);
  expect(table.rows).toEqual([
    { agent: "Ada", values: { site: "Berlin", leader: "Jo", cohort: "7" }, place: "roster.csv:2" },
    { agent: "Bo", values: {}, place: "roster.csv:4" },
  ]);
  const { roster } = settings(
    '[[roster]]\nagent = "Ada"\nsite = "Berlin"\nleader = "Jo"\ncohort = 7\n[[roster]]\nagent = "Bo"\nsite = " "\n',
  );
  expect(roster).toMatchObject({ table: { attributes: ["site", "leader", "cohort"] } });
  expect(roster !== null && "table" in roster ? roster.table.rows.map(({ values }) => values) : null).toEqual(
    table.rows.map(({ values }) => values),
  );
});

describe("everything that is wrong is said at once", () => {
  test("of a CSV, by row and column", () => {
    const text = 'agent,site,queue,site,2nd,survey-type\nAda,Berlin\n,Berlin\n"ada",Bonn\nBo,1,2,3,4,5,6\n';
    expect(complaint(() => readRosterCsv("roster.csv", text)).split("\n")).toEqual([
      "roster.csv has 7 problems:",
      expect.stringMatching(/^roster.csv:1:3: "queue" is a grouping that there is without a roster/),
      "roster.csv:1:4: site is the column 2 already",
      expect.stringMatching(/^roster.csv:1:5: "2nd" is no name of an attribute/),
      expect.stringMatching(/^roster.csv:1:6: "survey-type" is a grouping/),
      "roster.csv:3:1: no agent is named",
      "roster.csv:5:7: the row has 7 cells, and the header 6",
      'roster.csv:4:1: "ada" is in row 2 already',
    ]);
  });

  test.each([
    ["", "the roster is empty"],
    ["name,site\nAda,Berlin\n", "no column is called agent"],
    ['agent,site\n"Ada,Berlin\n', "this is not CSV"],
  ])("%j", (text, what) => expect(complaint(() => readRosterCsv("roster.csv", text))).toContain(what));

  test("of tables, each with line and caret, and with all else that is wrong in the file", () => {
    const text = `time_zone = "Nowhere"
[[roster]]
agent = "Ada"
media = "voice"
[[roster]]
site = ["Berlin"]
`;
    expect(complaint(() => settings(text))).toMatch(/3 problems:\n|4 problems:\n/);
    const lines = complaint(() => settings(text))
      .split("\n")
      .filter((line) => line.startsWith("afterword.toml:"));
    expect(lines).toEqual([
      expect.stringMatching(/^afterword.toml:1:1: time_zone /),
      expect.stringMatching(/^afterword.toml:4:1: roster.media is a grouping/),
      expect.stringMatching(/^afterword.toml:6:1: roster.(site|agent) must be text in quotes/),
      expect.stringMatching(/^afterword.toml:6:1: roster.(site|agent) must be text in quotes/),
    ]);
  });

  test("of an agent in two tables", () =>
    expect(complaint(() => settings('[[roster]]\nagent = "Ada"\n[[roster]]\nsite = "x"\nagent = "ADA"\n'))).toContain(
      'afterword.toml:5:1: roster.agent "ADA" is in [[roster]] 1 already',
    ));

  test("of a file and tables both", () =>
    expect(complaint(() => settings('roster = "roster.csv"\n[[roster]]\nagent = "Ada"\n'))).toContain(
      "afterword.toml:2",
    ));

  test("of what is neither", () => expect(complaint(() => settings("roster = 3\n"))).toContain('such as "roster.csv"'));
});

test("the path is relative to the settings file, and the roster is read again once the file has changed", async () => {
  const folder = newFolder();
  await mkdir(join(folder, "conf"));
  await writeFile(join(folder, "conf", "own.toml"), 'roster = "roster.csv"\n');
  const sources = {
    env: {},
    home: folder,
    cwd: folder,
    platform: "linux",
    flags: { config: "conf/own.toml" },
  } as const;
  const { settings: read } = await readConfig(sources);
  const source = openRosterFile(read.roster);
  await expect(source.read()).rejects.toThrow(`There is no roster ${join(folder, "conf", "roster.csv")}.`);
  await writeFile(join(folder, "conf", "roster.csv"), "agent,site\nAda,Berlin\n");
  const first = await source.read();
  expect(first?.rows[0]?.values).toEqual({ site: "Berlin" });
  expect(await source.read()).toBe(first);
  await writeFile(join(folder, "conf", "roster.csv"), "agent,site\nAda,Hamburg\n");
  expect((await source.read())?.rows[0]?.values).toEqual({ site: "Hamburg" });
});
