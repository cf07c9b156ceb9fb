import { createHash } from "node:crypto";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { type Language, type ReportDocument, reportHtml } from "../../src/report/index.ts";
import { newFolder } from "../new-folder.ts";
import { emptyReport, figure, fullReport, group } from "../orgs/invented-report.ts";

/** What stands in a frozen report, and nothing else: what others wrote never becomes an element or an attribute. */
const elements = new Set([
  ..."html head meta title style body main header section nav figure details summary div h1 h2 h3 p ul li a span strong".split(
    " ",
  ),
  ..."bdi time blockquote table caption thead tbody tr th td svg g rect path line circle text desc".split(" "),
]);
const attributes = new Set([
  ..."lang charset http-equiv content name class id href role aria-labelledby aria-label aria-hidden aria-busy scope dir".split(
    " ",
  ),
  ..."datetime data-title data-key xmlns viewBox width height x y rx d cx cy r x1 x2 y1 y2 points transform".split(" "),
  ..."font-size font-weight text-anchor tabindex".split(" "),
]);

interface Tag {
  readonly name: string;
  readonly attributes: readonly (readonly [string, string])[];
}

/** Every tag of a file, read strictly: what is no tag of this form, with quoted attributes, is an error. */
function tagsOf(html: string): readonly Tag[] {
  const body = html.replace(/<style>[\s\S]*?<\/style>/, "<style></style>").replace(/^<!doctype html>/, "");
  const tags: Tag[] = [];
  for (const [written] of body.matchAll(/<[^>]*>?/g)) {
    const match = /^<(\/?)([a-z0-9]+)((?: [A-Za-z0-9:-]+(?:="[^"<]*")?)*) ?\/?>$/.exec(written);
    if (!match) throw new Error(`No tag: ${written.slice(0, 100)}`);
    const [, end, name = "", rest = ""] = match;
    if (end === "")
      tags.push({
        name,
        attributes: [...rest.matchAll(/ ([A-Za-z0-9:-]+)(?:="([^"]*)")?/g)].map(([, key = "", value = ""]) => [
          key,
          value,
        ]),
      });
  }
  return tags;
}

const entities: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
};

/** What a reader sees. */
const textOf = (html: string): string =>
  html
    .replace(/<style>[\s\S]*?<\/style>/, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/&[#a-z0-9]+;/g, (entity) => entities[entity] ?? "�")
    .replace(/[\s\u00a0]+/g, " ");

const queue = group("Billing", { csat: figure(0.6, 40, 0.45, 0.73), expected: 0.7, band: "below" });
const comment = {
  ...{ response_id: "r", interaction_id: "i", submit_date: "2026-11-20T10:00:00.000Z", queue_name: "Billing" },
  ...{ agent_name: "Ada", csat_score: 0, nps_score: 1, comment: "Never again." },
};
const whole: ReportDocument = {
  ...fullReport,
  queues: [queue],
  agent_groups: [group("Ada", { csat: figure(0.5, 31, 0.3, 0.7) })],
  hours: [{ weekday: 2, hour: 9, csat: figure(0.5, 12, 0.2, 0.8) }],
  low_comments: [comment],
  by: "media",
  groups: [group("voice", { csat: figure(0.55, 100, 0.45, 0.65) })],
};
const reports = { full: whole, empty: emptyReport } as const;
const cases = Object.entries(reports).flatMap(([name, report]) =>
  (["en", "de"] as const).map((language: Language) => [name, language, report] as const),
);

describe("a report as one HTML file", () => {
  test.each(cases)(
    "%s, in %s: has no script, asks for nothing, and is allowed no more",
    async (_, language, report) => {
      const html = await reportHtml(report, language);
      const tags = tagsOf(html);
      expect(tags.map(({ name }) => name).filter((name) => !elements.has(name))).toEqual([]);
      expect(tags.flatMap((tag) => tag.attributes.map(([key]) => key)).filter((key) => !attributes.has(key))).toEqual(
        [],
      );
      const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? "";
      const hash = createHash("sha256").update(style).digest("base64");
      const policy = tags.flatMap((tag) => tag.attributes).find(([, value]) => value.startsWith("default-src"))?.[1];
      expect(policy?.replaceAll("&#39;", "'")).toBe(
        `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
      );
      expect(style).not.toMatch(/url\(|@import|expression/);
      expect(style).toContain("@media print");
      const address = /https?:|\/\//;
      const found = tags.flatMap((tag) =>
        tag.attributes.filter(([key, value]) => key !== "xmlns" && address.test(value)),
      );
      expect(found).toEqual([]);
    },
  );

  test.each(cases)("%s, in %s: links lead to what is in the file", async (_, language, report) => {
    const all = tagsOf(await reportHtml(report, language)).flatMap((tag) => tag.attributes);
    const ids = all.filter(([key]) => key === "id").map(([, id]) => id);
    const links = all.filter(([key]) => key === "href").map(([, to]) => to);
    expect(new Set(ids).size).toBe(ids.length);
    expect(links.length).toBeGreaterThan(1);
    expect(links.filter((to) => !ids.includes(to.replace(/^#/, "")))).toEqual([]);
  });

  test.each(cases)("%s, in %s: says nothing that is no word, and the same each time", async (_, language, report) => {
    const html = await reportHtml(report, language);
    expect(html).toContain(`<html lang="${language}">`);
    expect(textOf(html)).not.toMatch(/NaN|undefined|\bnull\b|\[object|Infinity|Invalid|�/);
    expect(await reportHtml(report, language)).toBe(html);
  });

  test("has every number, group and sentence of the document, dated, with what chose it and how it was computed", async () => {
    const text = textOf(await reportHtml(whole, "en"));
    for (const words of [
      "Customer satisfaction, 24 Oct – 22 Nov 2026",
      "Made on 23 Nov 2026, 02:00 (Europe/Berlin)",
      "queue Billing, Sales",
      "84 %",
      "could be 81–88 % by chance",
      "+32",
      "Billing",
      "Ada",
      "voice",
      "Never again.",
      "Effort (CES)",
      "definition 1a2b3c4d",
      "CSAT 85 %: cannot tell",
      "By weekday and hour",
    ])
      expect(text).toContain(words);
    const german = textOf(await reportHtml(whole, "de"));
    for (const words of ["Kundenzufriedenheit", "Erstellt am 23. Nov. 2026", "So gerechnet", "nur: Warteschlange"])
      expect(german).toContain(words);
  });

  test("every chart has a table beside it, and no number is a link out of the file", async () => {
    const html = await reportHtml(whole, "en");
    const drawn = html.split('<section class="panel').filter((panel) => panel.includes("<figure"));
    expect(drawn.length).toBeGreaterThan(8);
    expect(drawn.filter((panel) => !panel.includes("<table"))).toEqual([]);
    expect(html).not.toContain("<a class=");
  });
});

describe("who is in it is said", () => {
  const nobody: ReportDocument = {
    ...whole,
    agents: "off",
    agent_groups: null,
    low_comments: [],
    by: null,
    groups: null,
  };
  test.each([
    ["names and comments", whole, [true, true]],
    ["a pseudonym", { ...nobody, agents: "pseudonym", agent_groups: [group("Agent 1")] }, [true, false]],
    ["a name in the filter", { ...nobody, agents: "named", filter: { agents: ["Ada"] } }, [true, false]],
    ["a comment", { ...nobody, low_comments: [{ ...comment, agent_name: null }] }, [false, true]],
    ["a list of agents by --by", { ...nobody, agents: "named", by: "agent", groups: [group("Ada")] }, [true, false]],
  ] as const)("%s", async (_, report: ReportDocument, [names, comments]) => {
    const text = textOf(await reportHtml(report, "en"));
    expect(text).toContain("Contains personal data.");
    expect([text.includes("It names people"), text.includes("It has what customers wrote")]).toEqual([names, comments]);
  });

  test("nobody: then it does not say so", async () => {
    expect(textOf(await reportHtml(nobody, "en"))).not.toContain("Contains personal data");
  });
});

/** Every text of a document, of others or not, replaced where `isOthers` says so. */
const hostile: readonly (readonly [string, string])[] = [
  ["a script", "<script>alert(1)</script>"],
  ["markup that ends what it stands in", '"></title></desc></svg></style></body><img src=x onerror=alert(1)>'],
  ["an attribute", `x" onmouseover="alert(1)" style='color:red' y='`],
  ["a link", "javascript:alert(1) <a href='https://evil.example'>here</a>"],
  ["entities", "&lt;b&gt; &#60;script&#62; &amp;"],
  ["marks that turn the direction of reading", "\u202eneewteb \u2066\u2067\u061c\u200f"],
  ["NUL and what a terminal obeys", "a\u0000b\u001b[31mc\u0007\u009bd\ud800e"],
  ["10 kB", "long ".repeat(2000)],
  ["emoji and other scripts", "😀👩‍👩‍👧‍👦 日本 عربى"],
];

describe("what others wrote is text", () => {
  test.each(hostile)("%s", async (_, text) => {
    const named = group(text, { csat: figure(0.5, 40, 0.3, 0.7) });
    const report: ReportDocument = {
      ...whole,
      filter: { queues: [text], agents: [text], forms: [text] },
      queues: [named],
      agent_groups: [named],
      groups: [named],
      targets: [{ metric: "csat", queue: text, target: 0.9, verdict: "missed" }],
      low_comments: [{ ...comment, queue_name: text, agent_name: text, comment: text }],
      distribution: [{ value: 1, answer: text, n: 3 }],
      trend: {
        ...whole.trend,
        points: whole.trend.points.map((point) => ({ ...point, breaks: [text] })),
      },
      assumed_directions: [text],
      doubtful_directions: [],
      completeness: text,
    };
    for (const language of ["en", "de"] as const) {
      const html = await reportHtml(report, language);
      const tags = tagsOf(html);
      expect(tags.map(({ name }) => name).filter((name) => !elements.has(name))).toEqual([]);
      const keys = tags.flatMap((tag) => tag.attributes.map(([key]) => key));
      expect(keys.filter((key) => !attributes.has(key))).toEqual([]);
      expect(html).not.toMatch(
        /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u,
      );
      expect(html).not.toMatch(/\p{Surrogate}/u);
      // What can be read of it is there to be read.
      const visible = text
        .replace(/[^\x20-\x7e]+/g, " ")
        .trim()
        .split(/\s+/)
        .slice(0, 3);
      for (const word of visible) expect(textOf(html)).toContain(word);
    }
  });
});

test("where the page was not built, it says what to do", async () => {
  const missing = pathToFileURL(`${newFolder()}/frozen.js`);
  await expect(reportHtml(emptyReport, "en", missing)).rejects.toThrow(/has not been built.*npm run build/);
  const other = new URL("../../src/base/time.ts", import.meta.url);
  await expect(reportHtml(emptyReport, "en", other)).rejects.toThrow(/not the page of this version/);
});
