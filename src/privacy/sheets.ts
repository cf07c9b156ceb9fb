import { block, escaped, table } from "../report/index.ts";
import { type CategoryName, categories, type DataCategory } from "./categories.ts";
import type { PrivacyFacts } from "./facts.ts";
import type { PrivacyWords, Row } from "./sections.ts";
import { de } from "./words/de.ts";
import { en } from "./words/en.ts";

const languages = { en, de };

/** A record of processing and a sheet for the works council, as Markdown, of the configuration in force. */
export function privacySheets(given: PrivacyFacts, language: keyof typeof languages): string {
  const facts = safe(given);
  const words = languages[language];
  const twoColumns = (rows: readonly Row[]): string => table(["", ""], rows);
  const open = words.open.items(facts);
  return [
    `# ${words.title}\n`,
    `${words.generated(facts)}\n`,
    block(words.record.title, twoColumns(words.record.rows(facts))),
    block(words.data.title, dataTable(words, facts)),
    block(words.council.title, twoColumns(councilRows(words, facts))),
    block(words.open.title, open.length === 0 ? `${words.open.none}\n` : open.map((item) => `- ${item}\n`).join("")),
  ].join("\n");
}

const councilRows = ({ council }: PrivacyWords, facts: PrivacyFacts): readonly Row[] => [
  ...council.rows(facts),
  ...(facts.roster === null ? [] : [council.roster(facts.roster, facts)]),
];

function dataTable({ data }: PrivacyWords, facts: PrivacyFacts): string {
  const held = categoryNames.map((name) => {
    const { subjects, fields, kept }: DataCategory = categories[name];
    return [
      data.names[name],
      subjects.map((subject) => data.subjects[subject]).join(", "),
      fields.map((field) => `\`${field}\``).join(", "),
      data.purposes[name],
      data.kept(kept, facts),
      data.seen(name, facts),
    ];
  });
  const { stated, subjects } = data;
  const byRoster = (facts.roster?.attributes ?? []).map((name) => [
    stated.name(name),
    subjects.agent,
    `\`${name}\``,
    stated.purpose(name),
    stated.kept,
    stated.seen(facts),
  ]);
  return table(data.heads, [...held, ...byRoster]);
}

const categoryNames: readonly CategoryName[] = Object.keys(categories).filter(
  (name): name is CategoryName => name in categories,
);

/** What others have named: no path and no pattern is obeyed by Markdown. */
const safe = (facts: PrivacyFacts): PrivacyFacts => ({
  ...facts,
  redacted: facts.redacted.map(escaped),
  settingsFile: facts.settingsFile === null ? null : facts.settingsFile.replaceAll("`", "'"),
  warehouse: facts.warehouse.replaceAll("`", "'"),
});
