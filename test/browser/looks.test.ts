import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { piecesOf } from "./expected.ts";
import { type Look, openShown, type Shown, settled, usual } from "./served.ts";

/** With it, every view is drawn into docs/screenshots, of the org that everybody sees first. */
const draws = process.env["AFTERWORD_SCREENSHOTS"] === "1";
const folder = "docs/screenshots";

let shown: Shown;
beforeAll(async () => {
  shown = await openShown(draws ? usual : undefined);
});
afterAll(async () => {
  expect(shown.faults).toEqual([]);
  await shown[Symbol.asyncDispose]();
});

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What a rule of WCAG, or of good practice, says against a page: one line an element. */
async function violations(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  // Past the content security policy, which lets no script of others into the page.
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: axe });
  const options = { resultTypes: ["violations"], ...(rules === undefined ? {} : { runOnly: rules }) };
  const { result } = await session.send("Runtime.evaluate", {
    expression: `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ": " + target.join(" ") + ": " + failureSummary)))`,
    awaitPromise: true,
    returnByValue: true,
  });
  return result.value as readonly string[];
}

/** Whether anything makes the whole page scroll sideways, and what. */
const overflowing = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll("body *")]
      .filter(
        (one) => one.getBoundingClientRect().right > width + 1 && one.closest(".segments, .filters, .views") === null,
      )
      .map((one) => `${one.tagName} ${one.className.toString()}`);
  });

const views = {
  overview: () => "/",
  queues: () => "/queues",
  agents: () => "/agents",
  questions: () => "/questions",
  evaluations: () => "/evaluations",
  drivers: () => "/drivers",
  comments: () => "/comments?text=the",
  responses: () => "/responses?figure=csat:5",
  interaction: () => {
    const found = piecesOf(shown.measured).find(({ response: { source, comment, linked, journey } }) =>
      [source === "survey", comment !== null, linked, (journey.transfers ?? 0) > 0].every(Boolean),
    );
    return `/interactions/${found?.response.interactionId ?? ""}`;
  },
  sync: () => "/sync",
} as const;

describe.each(Object.entries(views))("%s", (name, path) => {
  test("breaks no rule of WCAG in either theme, and is as wide as a phone", async () => {
    const page = await shown.open(path());
    // What is folded away is read too.
    const unfold = () =>
      page.evaluate(() => {
        for (const one of document.querySelectorAll("details")) one.open = true;
      });
    if (draws) await draw(page, name, "light-1440");
    await unfold();
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await violations(page, ["color-contrast", "link-in-text-block"])).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await overflowing(page)).toEqual([]);
    if (draws) await drawOthers(name, path());
  });
});

/** As a whole, and what stands in the README as much as a window shows. */
async function draw(page: Page, name: string, look: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const before = page.viewportSize() ?? { width: 1440, height: 900 };
  // In a window as high as the page: rows that are far from the window are not drawn.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ ...before, height });
  await settled(page);
  await page.screenshot({ path: join(folder, `${name}-${look}.png`) });
  await page.setViewportSize(before);
  const short = look.replace("-1440", "");
  if (!inReadme.has(`${name}-${short}`)) return;
  await page.setViewportSize({ width: 1200, height: 760 });
  await page.screenshot({ path: join(folder, `${name}-${short}.png`) });
  await page.setViewportSize(before);
}

const inReadme: ReadonlySet<string> = new Set(["overview-light", "overview-dark", "queues-light"]);

async function drawOthers(name: string, path: string): Promise<void> {
  const others: readonly Look[] = [{ theme: "dark" }, { width: 390 }, { theme: "dark", width: 390 }];
  for (const look of others) {
    const page = await shown.open(path, look);
    await draw(page, name, `${look.theme ?? "light"}-${look.width ?? 1440}`);
  }
}

test.each(["nav.views ul", ".switch .segments", ".table"])(
  "on a phone %s fades where it goes on, until it has been scrolled to",
  async (scrolled) => {
    const page = await shown.open("/queues", { width: 390 });
    const one = page.locator(scrolled).first();
    const scrollTo = (place: "start" | "end") =>
      one.evaluate((element, to) => element.scrollTo({ left: to === "start" ? 0 : element.scrollWidth }), place);
    await scrollTo("start");
    await expect.poll(() => one.getAttribute("data-cut")).toBe("end");
    expect(await one.evaluate((element) => getComputedStyle(element).maskImage)).toContain("gradient");
    await scrollTo("end");
    await expect.poll(() => one.getAttribute("data-cut")).toBe("start");
    await page.setViewportSize({ width: 1440, height: 900 });
    await expect.poll(() => one.getAttribute("data-cut")).toBe(null);
  },
);

test("on a phone a menu of the header opens over the views", async () => {
  const page = await shown.open("/queues", { width: 390 });
  await page.getByRole("button", { name: "Theme" }).click();
  const choice = page.getByRole("radio", { name: "Light" });
  const [below, above] = [await page.locator("nav.views").boundingBox(), await choice.boundingBox()];
  // Where both are, the menu takes the click.
  expect(above?.y).toBeLessThan((below?.y ?? 0) + (below?.height ?? 0));
  await choice.check({ timeout: 5000 });
});

test("the browser's axe bites: a page without names for its buttons is refused", async () => {
  const page = await shown.open("/sync");
  await page.evaluate(() => document.querySelector("main")?.insertAdjacentHTML("beforeend", "<button></button>"));
  expect((await violations(page)).join()).toContain("button-name");
});

describe("by the keyboard alone", () => {
  test("to a view, into a filter and out of it, to the rows of a number, and back", async () => {
    const page = await shown.open("/");
    const focused = () => page.evaluate(() => (document.activeElement as HTMLElement | null)?.innerText ?? "");
    const tabTo = async (text: RegExp): Promise<void> => {
      for (let step = 0; step < 80; step++) {
        await page.keyboard.press("Tab");
        if (text.test(await focused())) return;
      }
      throw new Error(`Tab does not lead to ${text.source}.`);
    };
    await tabTo(/^Skip to the numbers$/);
    await tabTo(/^Queues$/);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/queues");
    await settled(page);
    await tabTo(/^Media/);
    await page.keyboard.press("Enter");
    await page.getByRole("checkbox", { name: "voice" }).waitFor();
    await tabTo(/^$/);
    await page.keyboard.press("Space");
    await page.waitForURL("**/queues?media=*");
    await page.keyboard.press("Escape");
    expect(await focused()).toMatch(/^Media/);
    expect(await page.getByRole("checkbox").count()).toBe(0);
    await page.keyboard.press("Escape");
    await page.waitForURL((url) => url.search === "");
    await settled(page);
    await tabTo(/^\d+$/);
    const n = await focused();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/responses?*");
    await settled(page);
    expect(await page.locator("main .total").innerText()).toBe(`${n} responses`);
    await page.goBack();
    await page.waitForURL("**/queues");
  });

  test("one key a period, / to search, ? for help and Esc out of it", async () => {
    const page = await shown.open("/queues");
    for (const [key, search] of [
      ["1", "?since=7d"],
      ["3", "?since=90d"],
      ["4", "?since=2026-04-01"],
      ["5", "?since=52w"],
      ["2", ""],
    ] as const) {
      await page.keyboard.press(key);
      await page.waitForURL((url) => url.search === search);
    }
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard" }).waitFor();
    await page.keyboard.press("1");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    expect(new URL(page.url()).search).toBe("");
    await page.keyboard.press("/");
    await page.keyboard.type("refund?");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/comments?text=refund%3F");
  });
});
