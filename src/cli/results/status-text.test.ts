import { expect, test } from "vitest";
import type { OrganizationStatus } from "../../sync/index.ts";
import { formatStatus } from "./status-text.ts";

const style = { columns: 100, colour: false, timeZone: "UTC" };
const stretch = { from: "2026-03-01T00:00:00.000Z", to: "2026-03-31T09:45:00.000Z" };
const begun: OrganizationStatus = {
  ...{
    id: "org",
    name: "Acme",
    definitionId: null,
    since: stretch.from,
    completeTo: null,
    lastCompleteSync: null,
    completeness: "evaluations not read",
  },
  sweeps: [
    { sweep: "surveys", read: [stretch], gaps: [] },
    { sweep: "evaluations", read: [], gaps: [] },
    { sweep: "evaluation changes", read: [], gaps: [] },
  ],
  ...{
    responses: [],
    underived: 0,
    open: 0,
    neverSettled: 0,
    missing: 0,
    unlinked: 0,
    forgotten: { comments: 0, agents: 0, documents: 0 },
    reconciliation: null,
    problems: { count: 0, newest: [] },
    routes: [],
    runs: [],
  },
  spent: { runs: 0, requests: 0, byEndpoint: {} },
};

test("a sweep that has read nothing is listed as such, and empty lines are left out", () => {
  const lines = formatStatus("afterword.duckdb", 6_300_000, [begun], [], style).split("\n");
  expect(lines.slice(0, 6)).toEqual([
    "afterword.duckdb, 6.3 MB",
    "Acme: evaluations not read.",
    "",
    "read         from              to                not read",
    "surveys      2026-03-01 00:00  2026-03-31 09:45  –",
    "evaluations  –                 –                 all of it",
  ]);
  expect(lines.join()).not.toMatch(/evaluation changes|exported/);
});

test("each form is listed with its route and why it is taken", () => {
  const of = { source: "surveys", compared: 240, formContextId: "ctx" } as const;
  const routes: OrganizationStatus["routes"] = [
    {
      ...of,
      formName: "Voice",
      inBulk: true,
      reason: "All 240 that were read both ways agree.",
      since: "2026-03-30T23:00:00Z",
    },
    { ...of, formName: null, inBulk: false, reason: "Customers may write.", since: null },
    { ...of, formContextId: null, formName: null, inBulk: false, reason: "Refused.", since: null },
  ];
  const text = formatStatus("afterword.duckdb", null, [{ ...begun, routes }], [], style);
  expect(text).toMatch(/in bulk +surveys +Voice +2026-03-30\n +All 240/);
  expect(text).toMatch(/one by one +surveys +ctx +–\n +Customers may write/);
  expect(text).toMatch(/one by one +surveys +all +–\n +Refused/);
});
