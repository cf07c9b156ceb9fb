import { expect, test } from "vitest";
import { recordColumns } from "../export/index.ts";
import { categories } from "./categories.ts";
import type { PrivacyFacts } from "./facts.ts";
import { privacySheets } from "./sheets.ts";

const facts = (changes: Partial<PrivacyFacts> = {}): PrivacyFacts => ({
  ...{ version: "0.9.0", day: "2026-03-31", settingsFile: "/etc/afterword.toml", warehouse: "/data/csat.duckdb" },
  ...{ onServer: false, agents: "pseudonym", texts: "all", redacted: ["e-mail", "phone"] },
  retention: {
    comments: { count: 24, unit: "months" },
    agents: { count: 12, unit: "months" },
    documents: { count: 6, unit: "months" },
  },
  stored: { organizations: ["Acme"], responses: 1200, agents: 31, oldest: "2025-11-02", erasures: 2 },
  roster: { attributes: ["site", "leader"], agents: 28 },
  tokens: ["manager", "admin", "manager", "manager"],
  ...changes,
});

test("every column of a record is in one category, and in no other", () => {
  const listed = Object.values(categories).flatMap(({ fields }): readonly string[] => fields);
  expect(listed).toHaveLength(new Set(listed).size);
  for (const { name } of recordColumns) expect(listed).toContain(name);
});

test.each([
  ["what is held of whom", /agents .*`agent_id`/],
  ["what for", /\| Purposes \|/],
  ["how much there is", /1200 responses since 2025-11-02, of 31 agents/],
  ["where it comes from", /Genesys Cloud, read with an OAuth client/],
  ["where it is", /`\/data\/csat\.duckdb`/],
  ["who receives it", /tokens in force: 1 admin, 3 manager\)/],
  ["whether it leaves the country", /sends data to nobody/],
  ["how long it stays", /Comments: 24 months, .* Names and ids of agents: 12 months/],
  ["how it is protected", /HMAC-SHA256.*masked in texts before they are stored: e-mail addresses, telephone numbers/s],
  ["how a person is taken out", /`afterword erase --agent`.*Tokens that show or name the agent go too/],
  ["how somebody sees what is held of them", /Access: `afterword erase --customer`.*`--dry-run`/],
  ["how something is put right", /Rectification: in Genesys Cloud/],
  ["whether a machine decides", /Afterword has no model of a person/],
  ["what a roster adds", /\| site, by the roster \| agents \| `site` \| figures by site.*\n\| leader, by the roster/],
  ["who sees that", /within their role, as a group of five agents or more \|/],
  ["what the works council asks of it", /states `site`, `leader` of 28 agents.*fewer than five agents is withheld/],
  ["what is logged", /from which address.*Not what was asked or shown/],
])("the sheets answer %s", (_, answer) => expect(privacySheets(facts(), "en")).toMatch(answer));

test.each(["en", "de"] as const)("%s: where everything was decided, nothing is left to decide", (language) => {
  const text = privacySheets(facts(), language);
  expect(text.split("\n").at(-2)).toMatch(/^(Nothing|Nichts): /);
  expect(text).not.toMatch(/undefined|\[object|null/);
});

test.each(["en", "de"] as const)("%s: what has its default is to be decided", (language) => {
  const defaults = facts({
    ...{ settingsFile: null, agents: "named", redacted: [], stored: null },
    retention: { comments: null, agents: null, documents: null },
  });
  const items = privacySheets(defaults, language)
    .split("\n")
    .filter((line) => line.startsWith("- "));
  expect(items).toHaveLength(6);
  expect(items.join()).toContain("retain_comments");
});

test.each([
  ["en", "Kundennummer", /stored: IP addresses, Kundennummer/, /fewer than ten answers/],
  ["de", "Kundennummer", /geschwärzt: IP-Adressen, Kundennummer/, /weniger als zehn Antworten/],
] as const)(
  "%s: kinds have words, own patterns their names, and nothing is withheld that is not",
  (language, own, words, small) => {
    const named = privacySheets(facts({ agents: "named", redacted: ["ip", own] }), language);
    expect(named).toMatch(words);
    expect(named).not.toMatch(small);
    expect(privacySheets(facts(), language)).toMatch(small);
  },
);

test.each([
  ["en", /, by the roster \| agents|A roster states/, /single agent is shown like any other/],
  ["de", /, nach der Liste der Agenten|Eine Liste nennt/, /einzigen Agenten wird gezeigt wie jede andere/],
] as const)(
  "%s: a roster is named where there is one, and no protection that is not in force",
  (language, word, single) => {
    expect(privacySheets(facts({ roster: null }), language)).not.toMatch(word);
    expect(privacySheets(facts(), language)).not.toMatch(single);
    expect(privacySheets(facts({ agents: "named" }), language)).toMatch(single);
  },
);

test("the languages have the same rows", () => {
  const shape = (language: "en" | "de") =>
    privacySheets(facts(), language)
      .split("\n")
      .map((line) => (line.startsWith("|") ? line.split(" | ").length : line.slice(0, 2)));
  expect(shape("de").filter((line) => typeof line === "number")).toEqual(
    shape("en").filter((line) => typeof line === "number"),
  );
});

test("names of files and patterns are text, whatever they hold", () => {
  const hostile = facts({ settingsFile: "a`|<b>.toml", redacted: ["<script>|x"], warehouse: "c`|d" });
  const text = privacySheets(hostile, "en");
  expect(text).not.toContain("<script>");
  expect(text).toContain("&lt;script&gt;\\|x");
});
