import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ReportDocument, reportHtml } from "../../src/report/index.ts";
import { newFolder } from "../new-folder.ts";
import { figure, fullReport, group } from "../orgs/invented-report.ts";
import { openChromium } from "./chromium.ts";

const attack = '<script>window.hurt=1</script><img src="http://127.0.0.1:9/x" onerror="window.hurt=1"> \u202eneewteb';
const agents = Array.from({ length: 100 }, (_, at) =>
  group(`Agent ${at} ${at % 9 === 0 ? attack : ""}`, {
    csat: figure(0.5 + (at % 7) / 20, 20 + at, 0.4, 0.9),
    expected: 0.6,
    band: at % 11 === 0 ? "below" : null,
  }),
);
const weeks = Array.from({ length: 8 }, (_, at) => ({
  from: `2026-10-${10 + at}T00:00:00.000Z`,
  to: `2026-10-${11 + at}T00:00:00.000Z`,
  ...{ csat: figure(0.5 + at / 20, 40, 0.4, 0.9), changed: false },
}));
const report: ReportDocument = {
  ...fullReport,
  queues: agents.slice(0, 12),
  queue_series: agents.slice(0, 12).map(({ id }) => ({ id, points: weeks })),
  agent_groups: agents,
  by: "team",
  groups: agents.slice(0, 30),
  hours: [{ weekday: 2, hour: 9, csat: figure(0.5, 12, 0.2, 0.8) }],
  low_comments: [
    {
      ...{ response_id: "r", interaction_id: "i", submit_date: "2026-11-20T10:00:00.000Z", queue_name: attack },
      ...{ agent_name: attack, csat_score: 0, nps_score: 1, comment: attack.repeat(80) },
    },
  ],
};

/** A4 less its margins of 16 mm, at 96 pixels an inch. */
const paper = { width: 673, height: 1001 };

let browser: Browser;
let address: string;
beforeAll(async () => {
  browser = await openChromium();
  const file = `${newFolder()}/report.html`;
  writeFileSync(file, await reportHtml(report, "en"));
  address = pathToFileURL(file).href;
});
afterAll(() => browser.close());

interface Opened {
  readonly page: Page;
  /** What the browser had to say, and every request but the one for the file. */
  readonly heard: readonly string[];
}

async function open(
  width: number,
  colorScheme: "light" | "dark" = "light",
  media: "screen" | "print" = "screen",
  bypassCSP = false,
): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width, height: paper.height }, colorScheme, bypassCSP });
  const page = await context.newPage();
  const heard: string[] = [];
  page.on("console", (message) => heard.push(message.text()));
  page.on("pageerror", (error) => heard.push(String(error)));
  page.on("request", (request) => {
    if (request.url() !== address) heard.push(request.url());
  });
  await page.emulateMedia({ media, colorScheme });
  await page.goto(address);
  return { page, heard };
}

test.each([1440, 390])(
  "%i pixels wide it asks for nothing, runs nothing, and is no wider than the screen",
  async (width) => {
    const { page, heard } = await open(width);
    expect(heard).toEqual([]);
    expect(await page.evaluate(() => "hurt" in window)).toBe(false);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    // Its own style sheet is allowed by its hash: without it text would be in the browser's serif.
    expect(await page.evaluate(() => getComputedStyle(document.body).fontFamily)).toContain("system-ui");
  },
);

test.each([
  ["light", 1440],
  ["dark", 390],
] as const)("axe finds nothing in it, %s, %i wide", async (theme, width) => {
  const { page } = await open(width, theme, "screen", true);
  const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  await page.evaluate(source);
  const found: unknown = await page.evaluate(
    "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 200)))",
  );
  expect(found).toEqual([]);
});

test("each chart is drawn once, for a wide screen or for a phone, with letters of 11 pixels or more", async () => {
  for (const width of [1440, 390]) {
    const { page } = await open(width);
    const sizes = await page.evaluate(() =>
      [...document.querySelectorAll(".drawing .chart")]
        .filter((chart) => chart.getBoundingClientRect().width > 0)
        .map((chart) => chart.getBoundingClientRect().width / Number(chart.getAttribute("width"))),
    );
    const all = await page.evaluate(() => document.querySelectorAll(".drawing .chart").length);
    expect(sizes.length).toBe(all / 2);
    // The smallest letters are drawn 11 high.
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(0.95);
  }
});

test("each queue has its line, on the screen and on paper; on a phone it has no room", async () => {
  const lines = async (width: number, media: "screen" | "print") => {
    const { page } = await open(width, "light", media);
    return await page.locator("#queues tbody .series-line svg").filter({ visible: true }).count();
  };
  expect([await lines(1440, "screen"), await lines(paper.width, "print"), await lines(390, "screen")]).toEqual([
    12, 12, 0,
  ]);
});

describe("on paper", () => {
  test("what is folded is not printed, not even its heading, but for how it was computed", async () => {
    const { page } = await open(paper.width, "light", "print");
    const headings = page.locator("summary").filter({ visible: true });
    expect(await headings.count()).toBe(1);
    expect(await page.locator("summary").count()).toBeGreaterThan(3);
  });

  test("everything that may be longer than a page is a block: Chromium loses what stands in a grid there", async () => {
    const { page } = await open(paper.width, "dark", "print");
    const lost = await page.evaluate(() =>
      [...document.querySelectorAll(".drawing, tr, li, .figure")].flatMap((part) => {
        const around: string[] = [];
        for (let one = part.parentElement; one; one = one.parentElement) {
          const { display } = getComputedStyle(one);
          if (one.getBoundingClientRect().height > 900 && /grid|flex/.test(display)) around.push(one.className);
        }
        return around;
      }),
    );
    expect([...new Set(lost)]).toEqual([]);
  });

  test("it is on white, and no drawing is longer than a page", async () => {
    const { page } = await open(paper.width, "dark", "print");
    const heights = await page.evaluate(() =>
      [...document.querySelectorAll(".drawing")].map((drawing) => drawing.getBoundingClientRect().height),
    );
    expect(Math.max(...heights)).toBeLessThan(paper.height);
    // A hundred agents, each in one drawing.
    expect(heights.filter((height) => height > 400).length).toBeGreaterThanOrEqual(5);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(255, 255, 255)");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(paper.width);
  });

  test("how it was computed is unfolded, and no link is printed as one", async () => {
    const { page } = await open(paper.width, "light", "print");
    const how = await page.locator(".how p").first().boundingBox();
    expect(how?.height).toBeGreaterThan(0);
    expect(await page.locator("a").filter({ visible: true }).count()).toBe(0);
  });
});
