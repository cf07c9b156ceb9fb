import { expect, test } from "vitest";
import { emptyReport } from "../../test/orgs/invented-report.ts";
import { renderView, textOf } from "../testing/render.tsx";
import { Sync } from "./sync.tsx";

const of = { source: "surveys", compared: 210, since: "2026-03-30T10:00:00.000Z" };
const routes = [
  { ...of, form_context_id: "a", form_name: "Voice", in_bulk: true, reason: "All 210 that were read both ways agree." },
  { ...of, form_context_id: "b", form_name: null, in_bulk: false, reason: "Customers may write.", since: null },
  { ...of, source: "evaluations", form_context_id: null, form_name: null, in_bulk: false, reason: "Refused." },
];

const shownIn = (language: "en" | "de", some: readonly object[]): string =>
  textOf(
    renderView(Sync, {
      document: emptyReport,
      language,
      others: { "/api/status": { organizations: [{ organization_id: "one", routes: some }] } },
    }),
  );

test("how each form is read, since when, and why stands on the page in both languages", () => {
  const text = shownIn("en", routes);
  expect(text).toMatch(/Voice Surveys in bulk since 30 Mar.* All 210 that were read both ways agree\./);
  expect(text).toMatch(/b Surveys one by one Customers may write\./);
  expect(text).toMatch(/all forms Quality evaluations one by one .* Refused\./);
  expect(shownIn("de", routes)).toMatch(/Voice Umfragen gebündelt seit .* b Umfragen einzeln .* alle Formulare/);
  expect(shownIn("en", [])).toContain("no form that could be read in bulk has been looked at yet");
});
