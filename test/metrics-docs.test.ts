import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { settingsSchema } from "../src/config/settings-schema.ts";
import { bases, catalogue, groupingNames, rules } from "../src/metrics/index.ts";
import type { ReportDocument } from "../src/report/index.ts";
import { textsIn } from "../src/report/texts/texts.ts";
import { fullReport } from "./invented-report.ts";

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

test("every number of the whole has a row", () => {
  const { metrics: _, ...texts } = textsIn("en");
  const names: Partial<Record<keyof ReportDocument, string>> = {
    ...{ csat: texts.csat, mean_satisfaction: texts.meanSatisfaction, bottom_box: texts.bottomBox },
    ...{ csat_index: texts.csatIndex, nps: texts.nps, ces: texts.ces, resolution: texts.resolution },
    ...{
      evaluator_csat: texts.evaluatorCsat,
      machine_csat: texts.machineCsat,
      genesys_score: texts.genesysScore,
      response_rate: texts.responseRate,
    },
    ...{ completion: texts.completion, comment_rate: texts.commentRate, coverage: texts.coverage },
  };
  const isFigure = (value: unknown): boolean => typeof value === "object" && value !== null && "value" in value;
  const figures = Object.entries(fullReport).flatMap(([key, value]) => (isFigure(value) ? [key] : []));
  expect(Object.keys(names).toSorted()).toEqual(figures.toSorted());
  for (const name of Object.values(names)) expect(page).toContain(`| **${name}** |`);
});
