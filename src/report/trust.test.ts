import { expect, test } from "vitest";
import { fullReport } from "../../test/invented-report.ts";
import { createPhrases } from "./phrases.ts";
import { trustSentences } from "./trust.ts";

test.each([
  ["en", 1_200, "Complete to 22 Nov, 23:45; evaluations not read; 1,200 responses still to be derived; 37 surveys"],
  ["en", 1, "; 1 response still to be derived; "],
  ["de", 1_200, "; 1.200 Antworten noch auszuwerten; 37 Umfragen noch offen"],
  ["de", 1, "; 1 Antwort noch auszuwerten; "],
] as const)("in %s, rows that are still to be derived: %d", (language, underived, said) => {
  const standing = {
    unread: [],
    not_read: ["evaluations"] as const,
    open: 37,
    never_settled: 2,
    missing: 0,
    underived,
  };
  const told = trustSentences({ ...fullReport, standing }, createPhrases(language, "Europe/Berlin"));
  expect(told.join(" ")).toContain(said);
});

test("no survey is said to be open, nor that none is, while rows are missing", () => {
  const standing = { unread: [], not_read: [], open: 0, never_settled: 0, missing: 0 };
  const told = (underived: number) =>
    trustSentences({ ...fullReport, standing: { ...standing, underived } }, createPhrases("en", "UTC")).join(" ");
  expect(told(0)).toContain("; no survey open.");
  expect(told(9)).toContain("; 9 responses still to be derived.");
});
