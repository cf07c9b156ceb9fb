import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { change, emptyReport, figure, fullReport, group, hidden, nobody } from "../../test/orgs/invented-report.ts";
import { reportMarkdown } from "./markdown.ts";
import type { ReportDocument } from "./sections.ts";
import { reportText } from "./text.ts";

const write = (document: ReportDocument, columns = 80, language: "en" | "de" = "en"): string =>
  reportText(document, { columns, colour: false, language });

test("everything there is, on 80 columns", () => {
  expect(write(fullReport)).toBe(`\
Customer satisfaction, 24 Oct – 22 Nov 2026
Europe/Berlin · 430 responses · 412 interactions · 12 partial · 3 not linked ·
compared with 24 Sept – 23 Oct 2026
only: queue Billing, Sales; media voice; satisfaction 0–0.5; linked to their
interaction

CSAT               84 % [81–88], n 412; no clear change (could be −4 to +3);
                   satisfied = 4–5 of 1–5
Mean satisfaction  0.75 on 0–1, 4.0 on 1–5 [0.72–0.78], n 412
CSAT of 10 values  50 % [25–75], only n 12; satisfied = 9–10 of 1–10
NPS after contact  +32 [+24 to +40], n 318; rise (+3 to +21); 48 % promoters,
                   36 % passives, 16 % detractors
Effort (CES)       easy: 71 % [61–79], n 96; mean 5.4 on 1–7
Resolution         78 % [70–84], n 120
Evaluators' score  0.81 on 0–1 [0.70–0.90], only n 25
Targets            CSAT 85 %: cannot tell · NPS +20: met · Billing CSAT 95 %:
                   missed
Trend by day  15 Nov ▅▅ ▄█|▇▁▆ 22 Nov, 70–90 %; | the question changed.

Queues          n  CSAT  95 %   change
Sales | Éire  180  91 %  86–94  rise (+2 to +16)
Billing       220  84 %  79–88  unclear (−7 to +7)
and 3 more

Agents  given their own queues, media and forms; 1 in 20 is chance
higher than expected    Ada L 94 % (n 77, expected 84 %);
                        Zoë K 95 % (n 80, expected 84 %)
not clearly different   Ben; Kim; Mia
lower than expected     Lou 60 % (n 50, expected 84 %)
nobody to compare with  Uma

Newest unsatisfied  queue    agent  score  comment
21 Nov, 14:03       Billing  Lou     0.25  Waited | <b>long</b> and [31mnobody…

The ranges show chance only: 11 % of the surveys delivered by web were answered,
not yet complete (37 open), surveys were created for 34 % of contacts.
Complete to 22 Nov, 23:45; evaluations not read; 37 surveys still open; 2 never
settled; nothing lost by Genesys' own counts on 22 Nov, 07:10. Answers of one
agent are alike: ranges are 1.1 times as wide with that. 2 questions await a
role and count in no number: see afterword forms.
`);
});

describe("one screen", () => {
  const plainer = { ...fullReport, targets: [], filter: {}, families: fullReport.families.slice(0, 1) };
  test.each([
    [80, "en"],
    [120, "en"],
    [80, "de"],
    [120, "de"],
  ] as const)("of %d columns in %s: 40 lines, none too long", (columns, language) => {
    const lines = write(plainer, columns, language).trimEnd().split("\n");
    expect(lines.length).toBeLessThanOrEqual(40);
    expect(lines.filter((line) => stringWidth(line) > columns)).toEqual([]);
  });
});

test("nobody answered, nobody was asked: no number at all", () => {
  expect(write(emptyReport)).toBe(`\
Customer satisfaction, 24 Oct – 22 Nov 2026
Europe/Berlin · 0 responses · 0 interactions

CSAT               no answers
NPS after contact  no answers

The ranges show chance only: no survey was delivered, for what share of contacts
surveys were created is not known.
Complete to 22 Nov 23:45; no survey open.
`);
});

test("of evaluations alone those are counted, without a word about customers", () => {
  const judged = { ...emptyReport, filter: { sources: ["evaluations"] }, evaluations: 12, interactions: 11 };
  const text = write({ ...judged, evaluator_csat: figure(0.81, 12, 0.7, 0.9) }, 200);
  expect(text).toContain("Europe/Berlin · 12 evaluations · 11 interactions\n");
  expect(text).toContain("\n\nEvaluators' score  0.81 on 0–1 [0.70–0.90], only n 12\n\n");
  expect(text).toContain("chance only: only evaluations are counted, and what is evaluated is not a random sample.");
  const german = write(judged, 200, "de");
  expect(german).toContain("12 Qualitätsbewertungen · 11 Interaktionen");
  expect(german).not.toMatch(/Rückmeldung|niemand wurde befragt/);
});

describe("the headline", () => {
  const line = (label: string, given: Partial<ReportDocument>, language: "en" | "de" = "en"): string =>
    write({ ...emptyReport, ...given }, 200, language)
      .split("\n")
      .find((one) => one.startsWith(label)) ?? "";
  const csat = figure(0.84, 412, 0.81, 0.87);

  test("one response is called one", () => {
    const text = write({ ...emptyReport, responses: 1, interactions: 1, csat: figure(1, 1, 0.21, 1) }, 200);
    expect(text).toContain("1 response · 1 interaction\n");
    expect(text).toContain("CSAT               100 % [21–100], only n 1\n");
  });
  test("a uniform score is reported, without bounds", () => {
    const mean = { ...figure(1, 12), native: 5, scale: [1, 5] as const, all_gave: 5 };
    expect(line("Mean", { mean_satisfaction: mean })).toBe(
      "Mean satisfaction  1.00 on 0–1, 5.0 on 1–5, only n 12; all 12 gave 5",
    );
  });
  test.each([
    ["running", "CSAT               84 % [81–87], n 412; −1, period still running"],
    ["break", "CSAT               84 % [81–87], n 412; −1, no verdict: the question changed"],
    ["incomplete", "CSAT               84 % [81–87], n 412; −1, no verdict: not read completely yet"],
    ["families", "CSAT               84 % [81–87], n 412; −1, no verdict: another scale before"],
  ] as const)("no verdict because of %s", (reason, text) => {
    const csatChange = change("no verdict", -0.01, -0.04, 0.02, reason);
    expect(line("CSAT", { csat, changes: { ...emptyReport.changes, csat: csatChange } })).toBe(text);
  });
  test("nobody answered before: then nothing is compared", () => {
    const first = { ...change("no verdict", 0, 0, 0, "break"), before: nobody, difference: null };
    expect(line("CSAT", { csat, changes: { ...emptyReport.changes, csat: first } })).toBe(
      "CSAT               84 % [81–87], n 412; nothing before to compare with",
    );
  });
  test("a fall in German", () => {
    const changes = { ...emptyReport.changes, csat: change("fall", -0.05, -0.08, -0.02) };
    expect(line("CSAT", { csat, changes }, "de")).toBe("CSAT (zufrieden)  84 % [81–87], n = 412; gesunken (−8 bis −2)");
  });
  test("mixed scales have a line each, and pooled ones are marked", () => {
    const { families } = fullReport;
    expect(line("CSAT of", { csat, families })).toBe(
      "CSAT of 10 values  50 % [25–75], only n 12; satisfied = 9–10 of 1–10",
    );
    expect(line("CSAT  ", { csat, families, pooled: true })).toMatch(
      /; pooled: scales of different lengths combined into one score$/,
    );
    expect(line("CSAT of 5", { csat, families, pooled: true })).toMatch(/84 % .* satisfied = 4–5 of 1–5$/);
  });
  test("too few answers are reported as such, without any number", () => {
    const text = line("CSAT", { csat: hidden, agents: "pseudonym" });
    expect(text).toBe("CSAT               too few");
  });
});

test("in the trend a period that is withheld is hatched, one without answers is a gap", () => {
  const [first, ...points] = fullReport.trend.points;
  if (!first) throw new Error("There is a first point.");
  const trend = { ...fullReport.trend, points: [{ ...first, csat: hidden }, ...points.slice(0, 2)] };
  const text = write({ ...fullReport, trend });
  expect(text).toContain("Trend by day  15 Nov ░▅  17 Nov, 82 %; ░ too few.\n");
});

test("with --by the groups take the place of queues and agents, all of them", () => {
  const groups = Array.from({ length: 30 }, (_, index) => group(`Team ${index}`, { csat: figure(0.8, 40, 0.6, 0.9) }));
  const text = write({ ...fullReport, by: "team", groups, overlapping: true, left_out: 2 });
  expect(text.match(/^Team \d+ +40 +80 % +60–90 +–$/gm)).toHaveLength(30);
  expect(text).toMatch(/^team +n +CSAT +95 % +NPS$/m);
  expect(text).toContain("2 smaller groups left out. A response may be in several groups");
  expect(text).not.toMatch(/^(Queues|Agents)/m);
});

test("by agent, the rule decides who gains: those first of whom it is sure", () => {
  const text = write({ ...fullReport, by: "agent", groups: fullReport.agent_groups });
  expect(text).toContain("agent   n  survey's own  last  first  longest   all  gain\nLou    50");
  expect(text).toMatch(/^Lou .* −12 \(−20 to −4\)$/m);
  expect(text).toMatch(/^Ada L +77 +94 % +86–97 .*higher$/m);
});

test("teams are the survey's own: no rule is named where they are asked for", () => {
  const document = { ...fullReport, rule: "last" as const };
  expect(write(document)).toContain("credited to the last agent");
  expect(write({ ...document, by: "queue", groups: fullReport.queues })).toContain("credited to the last agent");
  const teams = { ...document, by: "team", groups: fullReport.queues };
  expect(write(teams)).not.toContain("credited to the last agent");
  expect(reportMarkdown(teams, "en")).not.toContain("credited to the last agent");
});

test("what people judged and what machines did are two figures", () => {
  const judged = { ...fullReport, machine_csat: figure(0.7, 40, 0.6, 0.8) };
  expect(write(judged)).toMatch(/^Evaluators' score +0\.81 .*\nMachines' score +0\.70 on 0–1 \[0\.60–0\.80\], n 40$/m);
  const machines = { ...emptyReport, filter: { sources: ["evaluations"] }, machine_csat: figure(0.7, 40, 0.6, 0.8) };
  expect(write(machines)).toContain("\n\nMachines' score  0.70");
});

describe("what was judged of groups", () => {
  const people = { evaluator_csat: figure(0.81, 25, 0.7, 0.9) };
  const machines = { machine_csat: figure(0.7, 40, 0.6, 0.8) };
  const only = { ...emptyReport, filter: { sources: ["evaluations"] }, evaluations: 65, by: "form", ...people };
  const judged = [
    group("Quality", { ...people, ...machines }),
    group("Bot", machines),
    group("Few", { machine_csat: hidden }),
  ];

  test.each([
    ["en", 80, /^form +n +evaluators, 0–1 +n +machines, 0–1$/m],
    ["de", 80, /^Formular +n +Prüfer, 0–1 +n +Maschinen, 0–1$/m],
  ] as const)("is the table where evaluations are all that is counted: %s, %d columns", (language, columns, titles) => {
    const text = write({ ...only, groups: judged }, columns, language);
    expect(text).toMatch(titles);
    expect(text).toMatch(
      language === "en" ? /^Quality +few: 25 +0\.81 \[0\.70–0\.90\] +40 +0\.70 \[0\.60–0\.80\]$/m : /0,81/,
    );
    expect(text).toMatch(language === "en" ? /^Few +0 +– +too few +too few$/m : /^Few +0 +– +zu wenige/m);
    expect(text).not.toMatch(/CSAT|no answers|keine Antworten/);
    expect(text.split("\n").filter((line) => stringWidth(line) > columns)).toEqual([]);
  });
  test("of what nobody judged there is no column, and of nothing no row", () => {
    expect(write({ ...only, groups: [group("Bot", machines)] })).not.toContain("evaluators");
    expect(write({ ...only, groups: [] })).toContain("By form: nothing was evaluated\n");
    expect(write({ ...only, groups: [] }, 80, "de")).toContain("nichts wurde bewertet\n");
    expect(write({ ...emptyReport, by: "form", groups: [] })).toContain("By form: nobody answered\n");
  });
  test("is a column next to customers' answers, where there is room for it: change and verdict go first", () => {
    const queues = fullReport.queues.map((queue) => ({ ...queue, ...people, ...machines }));
    const document = { ...fullReport, by: "queue", groups: queues };
    expect(write(document, 160)).toMatch(/^queue .* evaluators, 0–1 +machines, 0–1 +change +than expected$/m);
    expect(write(document, 160)).toMatch(
      /^Billing .* 0\.81, only n 25 +0\.70, n 40 +unclear \(−7 to \+7\) +no clear diff\.$/m,
    );
    for (const columns of [80, 110, 120])
      expect(write(document, columns)).toMatch(/^Billing .*unclear \(−7 to \+7\) +no clear diff\.$/m);
    expect(write({ ...document, by: null }, 160)).not.toContain("evaluators, 0–1");
  });
  test("is no reason to list queues or agents among those whom customers judged", () => {
    const evaluated = group("Back office", people);
    const document = {
      ...fullReport,
      queues: [...fullReport.queues, evaluated],
      agent_groups: [...(fullReport.agent_groups ?? []), evaluated],
    };
    expect(write(document)).toBe(write(fullReport));
  });
});

test("the worth of shared answers is next to their number", () =>
  expect(write({ ...fullReport, csat: { ...figure(0.8, 90, 0.7, 0.88), effective_n: 61.25 } })).toContain(
    "80 % [70–88], n 90, worth 61.3;",
  ));

test("what customers wrote does not reach the terminal's ears", () => {
  const [comment] = fullReport.low_comments;
  if (!comment) throw new Error("There is a comment.");
  const hostile = { ...comment, comment: "\u001b]0;title\u0007 fine \u202e", agent_name: "\u001b[2J" };
  const text = write({ ...fullReport, low_comments: [hostile] });
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
});

test("colours only where they are wanted", () => {
  expect(write(fullReport)).not.toContain("\u001b");
  expect(reportText(fullReport, { columns: 80, colour: true, language: "en" })).toContain("\u001b[1m");
});
