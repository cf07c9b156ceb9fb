import { describe, expect, test } from "vitest";
import type { ReportDocument } from "../../src/report/index.ts";
import { figure, fullReport, group } from "../../test/orgs/invented-report.ts";
import { Groups } from "../frozen/groups.tsx";
import { FilterBar } from "../parts/filter-bar.tsx";
import { addressText, readAddress } from "../state/address.ts";
import { ofGroup } from "../state/drill.ts";
import { queryText, readQuery, statedValues, toggledStated } from "../state/query.ts";
import { renderView, textOf } from "../testing/render.tsx";
import { Queues } from "./queues.tsx";

const document: ReportDocument = {
  ...fullReport,
  by: "site",
  groups: [
    group("x", { id: null, name: null, csat: figure(0.5, 40, 0.4, 0.6) }),
    group("Berlin", { id: "Berlin", csat: figure(0.9, 50, 0.8, 0.95) }),
  ],
};
const roster = ["leader", "site", "cohort"];

/** Links of HTML, as they are written in an address bar. */
const linksOf = (html: string): readonly string[] =>
  [...html.matchAll(/href="([^"]*)"/g)].map(([, href = ""]) => decodeURIComponent(href.replaceAll("&amp;", "&")));

describe("an address keeps what is chosen by the roster", () => {
  test.each([
    ["roster=site=Berlin,Bonn", ["Berlin", "Bonn"]],
    ["roster=SITE=Berlin&roster=site=Bonn&roster=site=Berlin", ["Berlin", "Bonn", "Berlin"]],
    ['roster=site="Bonn, Süd"', ["Bonn, Süd"]],
    ["roster=site=not stated&roster=cohort=a=b", ["not stated"]],
    ["roster=site&roster=site=", []],
  ])("%s", (search, values) => {
    const query = readQuery(search);
    expect(statedValues(query, "site")).toEqual(values);
    expect(readQuery(queryText(query))).toEqual(query);
  });

  test("a value is added and taken back in any case", () => {
    const query = readQuery("queue=q&roster=site=Berlin");
    expect(toggledStated(query, "Site", "BERLIN")).toEqual([["queue", "q"]]);
    expect(queryText(toggledStated(query, "site", "a,b"))).toBe(
      new URLSearchParams([
        ["queue", "q"],
        ["roster", "site=Berlin"],
        ["roster", 'site="a,b"'],
      ]).toString(),
    );
  });

  test("a group is chosen alone, also that of whom nothing is stated", () => {
    const query = readQuery("roster=site=Berlin&roster=cohort=7");
    const of = (id: string | null) => ofGroup(query, { attribute: "site" }, id);
    expect(of("Bonn")).toEqual([
      ["roster", "cohort=7"],
      ["roster", "site=Bonn"],
    ]);
    expect(of(null)).toEqual([
      ["roster", "cohort=7"],
      ["roster", "site=not stated"],
    ]);
  });
});

test.each([
  ["en", ["Grouped by", "Leader", "Site", "cohort", "By Site", "(not stated)", "Berlin"]],
  ["de", ["Gruppiert nach", "Leitung", "Standort", "cohort", "Nach Standort", "(nicht angegeben)", "Berlin"]],
] as const)("queues give way to groups of an attribute in %s, each with its rows", (language, words) => {
  const html = renderView(Queues, { document, roster, language, url: "/queues?by=SITE&rule=last" });
  for (const word of words) expect(textOf(html)).toContain(word);
  expect(textOf(html)).not.toMatch(
    /too few answers to tell|zu wenige Antworten für ein Urteil|Against expected|Gegen Erwartung/,
  );
  const links = linksOf(html).map((link) => link.replaceAll("+", " "));
  expect(links).toContain("/queues?by=SITE&rule=last&roster=site=not stated");
  expect(links).toContain("/responses?by=SITE&rule=last&roster=site=Berlin&figure=csat:5");
  expect(links).toContain("/queues?rule=last");
  expect(links).toContain("/queues?rule=last&by=cohort");
});

test.each([
  ["en", "By Site"],
  ["de", "Nach Standort"],
] as const)("the chip of the grouping names it in %s, in whatever case it is asked for", (language, chip) => {
  const html = renderView(FilterBar, { document, roster, language, url: "/queues?by=SITE" });
  expect(textOf(html).replaceAll(/ +/g, " ")).toContain(chip);
});

describe("of 5,000 groups", () => {
  const badges = Array.from({ length: 5000 }, (_, at) =>
    group(`Badge ${at}`, { id: `Badge ${at}`, csat: figure(0.5, 1 + at, 0.4, 0.6) }),
  );
  const rowsOf = (html: string): number => html.split("<tr").length - 2;
  const render = (url: string, language: "en" | "de" = "en") =>
    renderView(Queues, { document: { ...document, by: "cohort", groups: badges }, roster, language, url });

  test("200 are drawn, those first that the order puts first", () => {
    const html = render("/queues?by=cohort&sort=-n");
    expect(rowsOf(html)).toBe(200);
    expect(textOf(html)).toContain("Badge 4999");
    expect(textOf(html)).not.toContain("Badge 4799");
    expect(html.length).toBeLessThan(1_000_000);
  });

  test("their number stands there in both languages, with a way to all of them", () => {
    expect(textOf(render("/queues?by=cohort"))).toMatch(/The first 200 of 5,000\..*Show all 5,000/s);
    expect(textOf(render("/queues?by=cohort", "de"))).toMatch(/Die ersten 200 von 5\.000\..*Alle 5\.000 zeigen/s);
  });

  test("200 groups are all that there are", () => {
    const html = renderView(Queues, {
      ...{ document: { ...document, by: "cohort", groups: badges.slice(0, 200) }, roster, url: "/queues?by=cohort" },
    });
    expect(rowsOf(html)).toBe(200);
    expect(textOf(html)).not.toContain("Show all");
  });
});

test("without a roster there is nothing to group by, and queues stay queues", () => {
  const html = renderView(Queues, { document, url: "/queues?by=site" });
  expect(textOf(html)).not.toContain("Grouped by");
  expect(textOf(html)).toContain("Billing");
});

test.each([
  ["en", ["Site Berlin", "Leader (not stated)", "cohort 7"]],
  ["de", ["Standort Berlin", "Leitung (nicht angegeben)", "cohort 7"]],
] as const)("what is chosen stands as chips that can be taken back in %s", (language, chips) => {
  const url = "/queues?roster=site=Berlin&roster=leader=not stated&roster=cohort=7";
  const html = renderView(FilterBar, { document, roster, language, url });
  for (const chip of chips) expect(textOf(html).replaceAll(/ +/g, " ")).toContain(chip);
  const { query, ...address } = readAddress(url);
  for (const pair of query)
    expect(html).toContain(
      addressText({ ...address, query: query.filter((one) => one !== pair) }).replaceAll("&", "&amp;"),
    );
});

test.each([
  ["en", "Site", "(not stated)"],
  ["de", "Standort", "(nicht angegeben)"],
] as const)("a report in one file names the attribute and who has none in %s", (language, name, notStated) => {
  const text = textOf(renderView(Groups, { document, language, isFrozen: true }));
  expect(text).toContain(name);
  expect(text).toContain(notStated);
  const byQueue: ReportDocument = { ...document, by: "direction" };
  expect(textOf(renderView(Groups, { document: byQueue, language, isFrozen: true }))).not.toContain(notStated);
});
