import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { settingsSchema } from "../../src/config/settings-schema.ts";
import { bases, catalogue, groupingNames, rules } from "../../src/metrics/index.ts";
import { type ReportDocument, reportMarkdown } from "../../src/report/index.ts";
import { figure, fullReport } from "../orgs/invented-report.ts";

const page = readFileSync("docs/metrics.md", "utf8");

/** The names in the first column of the table below a heading. */
const table = (heading: string): readonly string[] =>
  (page.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "")
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .flatMap((line) => [...(line.split(" | ")[0] ?? "").matchAll(/`([a-z][\w-]*)`/g)].map(([, name = ""]) => name));

test("every question of the catalogue is there, in its own words, and whether it is grouped", () => {
  const rows = Object.entries(catalogue).map(
    ([name, { about, grouped }]) => `| \`${name}\`${grouped ? " (grouped)" : ""} | ${about} |`,
  );
  expect(page.split("## The catalogue of questions")[1]?.match(/^\| `.*$/gm)).toEqual(rows);
});

test("every grouping, rule and basis is there, and no other", () => {
  expect(table("Groups, filters and time")).toEqual(groupingNames);
  expect(table("Who is credited").toSorted()).toEqual(rules.toSorted());
  expect(bases.filter((basis) => !page.includes(`\`${basis}\``))).toEqual([]);
});

test("every setting is there, and no other", () =>
  expect(table("Settings").toSorted()).toEqual(settingsSchema.keysAt([]).toSorted()));

test("every number of the whole has a row, under the name that a report gives it", () => {
  const names: Partial<Record<keyof ReportDocument, string>> = {
    ...{ csat: "CSAT", mean_satisfaction: "Mean satisfaction", bottom_box: "Bottom box", csat_index: "CSAT index" },
    ...{ nps: "NPS after contact", ces: "Effort (CES)", resolution: "Resolution", evaluator_csat: "Evaluators' score" },
    ...{ machine_csat: "Machines' score", genesys_score: "Genesys score", response_rate: "Response rate" },
    ...{ completion: "Completion", comment_rate: "Comment rate", coverage: "Coverage" },
  };
  const isFigure = (value: unknown): boolean => typeof value === "object" && value !== null && "value" in value;
  const figures = Object.entries(fullReport).flatMap(([key, value]) => (isFigure(value) ? [key] : []));
  expect(Object.keys(names).toSorted()).toEqual(figures.toSorted());
  const printed = reportMarkdown({ ...fullReport, machine_csat: figure(0.7, 40) }, "en");
  for (const name of Object.values(names)) {
    expect(printed).toContain(`| ${name} |`);
    expect(page).toContain(`| **${name}** |`);
  }
});
