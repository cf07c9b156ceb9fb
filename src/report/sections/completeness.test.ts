import { expect, test } from "vitest";
import { fullReport } from "../../../test/orgs/invented-report.ts";
import { caveatsOf, createPrinter } from "../print-document.ts";
import type { ReportDocument } from "../sections.ts";

const caveats = (standing: NonNullable<ReportDocument["standing"]>, language: "en" | "de"): string => {
  const document = { ...fullReport, standing };
  return caveatsOf(document, createPrinter(document, language)).join(" ");
};

test.each([
  ["en", 1_200, "Complete to 22 Nov, 23:45; evaluations not read; 1,200 responses still to be derived; 37 surveys"],
  ["en", 1, "; 1 response still to be derived; "],
  ["de", 1_200, "; 1.200 Antworten noch auszuwerten; 37 Umfragen noch offen"],
  ["de", 1, "; 1 Antwort noch auszuwerten; "],
] as const)("in %s, rows that are still to be derived: %d", (language, underived, words) => {
  const state = { unread: [], not_read: ["evaluations"] as const, open: 37, never_settled: 2, missing: 0, underived };
  expect(caveats(state, language)).toContain(words);
});

test.each([
  ["en", 0, "; nothing lost by Genesys' own counts on 21 Nov, 07:10."],
  ["en", 1, "; 1 response lost by Genesys' own counts on 21 Nov, 07:10."],
  ["de", 1_200, "; 1.200 Rückmeldungen verloren nach Genesys' eigener Zählung am 21. Nov., 07:10."],
  ["de", 0, "; nichts verloren nach Genesys' eigener Zählung am "],
] as const)("in %s, what was lost by the last comparison: %d", (language, lost, words) => {
  const state = { unread: [], not_read: [], underived: 0, open: 0, never_settled: 0, missing: 0 };
  expect(caveats({ ...state, compared_at: "2026-11-21T06:10:00.000Z", lost }, language)).toContain(words);
});

test("whether surveys are open is not reported while rows are missing", () => {
  const state = { unread: [], not_read: [], open: 0, never_settled: 0, missing: 0 };
  expect(caveats({ ...state, underived: 0 }, "en")).toContain("; no survey open.");
  expect(caveats({ ...state, underived: 9 }, "en")).toContain("; 9 responses still to be derived.");
});
