import { describe, expect, test } from "vitest";
import { emptyReport, figure, fullReport, group, hidden } from "../../test/orgs/invented-report.ts";
import { reportMarkdown } from "./markdown.ts";
import { escaped } from "./print/markdown-table.ts";

/** The rows of the section with this heading. */
const section = (text: string, title: string): readonly string[] =>
  (text.split(`## ${title}\n`)[1]?.split("\n## ")[0] ?? "").split("\n").filter((line) => line.startsWith("|"));

const text = reportMarkdown(fullReport, "en");

test("every number of the whole stands with its n and interval", () => {
  const rows = section(text, "Headline").slice(2);
  expect(rows[0]).toBe("| CSAT | 84 % [81–88], n 412 | satisfied = 4–5 of 1–5 |");
  expect(rows).toContain(
    "| Response rate | 11 % [10–12], 407 of 3,700, not yet complete (37 open) | Outside of the rate: 12 opted out, 3 in error. |",
  );
  expect(rows).toContain(
    "| Coverage | 34 %, 3,815 surveys created for 11,220 handled interactions | 24 Oct – 21 Nov 2026 UTC |",
  );
  expect(rows).toContain("| Response rate: voice, completion after entering | no surveys |  |");
});

test.each([
  ["Compared with before", "| CSAT | 85 % [81–88], n 390 | no clear change (could be −4 to +3) |"],
  ["Trend by day", "| 17 Nov | no answers |  |"],
  ["Trend by day", "| 20 Nov | 86 % [76–96], n 50 | How satisfied are you?: other options |"],
  ["Answers to the lead question", "| 5 | Very satisfied | 200 |"],
  ["Who is credited", "| Lou | 60 %, n 50 | 60 %, n 50 | 75 %, n 60 | 74 %, n 55 | 72 %, n 61 | −12 (−20 to −4) |"],
  ["Hours of the week", "| Mon | 08:00 | 80 % [65–90], n 40 |"],
  ["What goes with satisfaction", "| waiting | −0.31 [−0.40 to −0.21], n 400 | too few |"],
  ["Surveys compared with evaluations", "| by people | +0.20 [−0.10 to +0.50], n 40 | 6 |"],
])("%s: %s", (title, row) => expect(section(text, title)).toContain(row));

test("queues and agents come with their expectation", () => {
  expect(section(text, "Queues")).toContainEqual(
    expect.stringMatching(/^\| Sales \\\| Éire \| 180 \| 91 % .* higher than expected \| – \|$/),
  );
  expect(section(text, "Queues")).toContainEqual(expect.stringMatching(/^\| Night \| 0 \| too few \|/));
  expect(section(text, "Agents")).toHaveLength(9);
});

test("what customers wrote is text, and nothing that Markdown or HTML obeys", () => {
  const [row = ""] = section(text, "Newest unsatisfied").filter((line) => line.includes("Waited"));
  expect(row).toContain("Waited \\| &lt;b&gt;long&lt;/b&gt; and \\[31mnobody\\[0m called back");
  expect(row.match(/(?<!\\)\|/g)).toHaveLength(7);
  expect(escaped("a\r\nb `c` *d* _e_ [f](g) \\ ~h~ # & \u202e")).toBe(
    "a b \\`c\\` \\*d\\* \\_e\\_ \\[f\\](g) \\\\ \\~h\\~ \\# &amp; ",
  );
});

test("hours that are withheld are counted, not listed", () => {
  const all = [...fullReport.hours, { weekday: 2, hour: 9, csat: hidden }];
  const withheld = reportMarkdown({ ...fullReport, hours: all }, "en");
  expect(section(withheld, "Hours of the week")).toHaveLength(3);
  expect(withheld).toContain("Hours with too few answers: 1.");
});

describe("with --by", () => {
  test("the groups have a section, and queues and agents keep theirs", () => {
    const groups = [group("Tier 1", { csat: figure(0.8, 40, 0.65, 0.9) }), group("Tier 2", { csat: hidden })];
    const byTeam = reportMarkdown({ ...fullReport, by: "team", groups, left_out: 1, overlapping: true }, "en");
    expect(section(byTeam, "By team").slice(2)).toEqual([
      "| Tier 1 | 40 | 80 % [65–90], n 40 | no answers |",
      "| Tier 2 | 0 | too few | no answers |",
    ]);
    expect(byTeam).toContain(
      "A response may be in several groups: they do not add up to the whole.\n\n1 smaller group left out.",
    );
    expect(byTeam).toContain("## Queues");
  });
  test("a table without groups is reported", () =>
    expect(reportMarkdown({ ...emptyReport, by: "team", groups: [] }, "en")).toContain(
      "## By team\n\nnobody answered",
    ));
});

test("an empty report has no number in place of nothing", () => {
  const empty = reportMarkdown(emptyReport, "en");
  expect(empty).toContain("| CSAT | no answers |");
  expect(empty.split("## Headline")[1]).not.toMatch(/\d+ %/);
});

test("German reads as German", () => {
  const german = reportMarkdown(fullReport, "de");
  expect(section(german, "Überblick")[2]).toBe(
    "| CSAT (zufrieden) | 84 % [81–88], n = 412 | zufrieden = 4–5 von 1–5 |",
  );
  expect(german).toContain("| Mittlere Zufriedenheit | 0,75 auf 0–1, 4,0 auf 1–5 [0,72–0,78], n = 412 |");
  expect(german).toContain("| Rücklaufquote | 11 % [10–12], 407 von 3.700, noch nicht vollständig (37 offen) |");
  expect(german).not.toMatch(/\b(no|too|answers|queue|expected|agent)\b/);
});
