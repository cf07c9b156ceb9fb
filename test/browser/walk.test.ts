import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { piecesOf, satisfaction } from "./expected.ts";
import { openShown, type Shown, settled, usual } from "./served.ts";
import { textOf } from "./table.ts";

let shown: Shown;
beforeAll(async () => {
  shown = await openShown(usual);
});
afterAll(async () => {
  expect(shown.faults).toEqual([]);
  await shown[Symbol.asyncDispose]();
});

const billing = () => shown.measured.org.queues.find(({ name }) => name === "Billing")?.id ?? "";
const pathOf = (url: string): string => url.slice(new URL(url).origin.length);

test("which queue got worse, what do its customers say, and is that sure: from the address alone", async () => {
  const page = await shown.open("/");
  const worst = page.getByRole("region", { name: "What changed most" }).getByRole("listitem").first();
  const words = (await worst.innerText()).replaceAll("\u00a0", " ");
  expect(words).toMatch(/^Billing\n/);
  expect(words).toMatch(/down \d+ points/);
  expect(words).toMatch(/could be −\d+ to −\d+ by chance/);
  await worst.getByText("What they say").click();
  await page.waitForURL(`**/comments?queue=${billing()}`);
  await settled(page);
  expect(await page.locator(".comments blockquote").count()).toBeGreaterThan(5);
  expect(new Set(await page.locator(".comments .facts > bdi:first-of-type").allInnerTexts())).toEqual(
    new Set(["Billing"]),
  );
  await page.getByText("Low", { exact: true }).click();
  await page.waitForURL("**/comments?queue=*&score=*");
  await settled(page);
  expect((await page.locator(".comments").innerText()).toLowerCase()).toContain("bill");
});

test("a filter chooses what counts, goes along to every view, and Esc takes it back", async () => {
  const page = await shown.open("/");
  const answers = () => textOf(page, 'section.figure[aria-label="Satisfied customers"] .answers');
  const whole = await answers();
  await page.getByRole("button", { name: "Queue" }).click();
  await page.getByRole("checkbox", { name: "Billing" }).check();
  await page.waitForURL(`**/?queue=${billing()}`);
  const { n, text } = satisfaction(piecesOf(shown.measured, { filter: { queues: ["Billing"] } }));
  await expect.poll(answers, { timeout: 20_000 }).toBe(`${n} answers`);
  expect(await textOf(page, 'section.figure[aria-label="Satisfied customers"] .value')).toBe(text);
  expect(await textOf(page, ".chips")).toContain("Billing");
  const links = await page.locator("nav.views a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  for (const link of links) expect(link).toContain(`?queue=${billing()}`);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.waitForURL((url) => url.search === "");
  await expect.poll(answers, { timeout: 20_000 }).toBe(whole);
});

test("from a number to its rows, to an interaction, and back: as many as it said, and no filter is lost", async () => {
  const start = `/?queue=${billing()}&source=surveys`;
  const page = await shown.open(start);
  const link = page.locator('section.figure[aria-label="Satisfied customers"] a[data-n]');
  const n = await link.getAttribute("data-n");
  await link.click();
  await page.waitForURL("**/responses?*");
  await settled(page);
  const list = page.url();
  expect(await textOf(page, "main .total")).toBe(`${n} responses`);
  expect(list).toContain(`queue=${billing()}`);
  expect(list).toContain("source=surveys");
  await page.locator("table").getByText("Interaction", { exact: true }).nth(1).click();
  await page.waitForURL("**/interactions/*");
  await settled(page);
  expect(await page.getByRole("heading", { name: "What the customer answered" }).count()).toBe(1);
  await page.getByText("Back to the list").click();
  await page.waitForURL(list);
  await settled(page);
  expect(await textOf(page, "main .total")).toBe(`${n} responses`);
  await page.goBack();
  await page.goBack();
  await page.goBack();
  await page.waitForURL((url) => pathOf(url.href) === start);
  await settled(page);
  expect(await link.getAttribute("data-n")).toBe(n);
});

test("an export has the rows of the list", async () => {
  const page = await shown.open(`/responses?figure=satisfied:5&queue=${billing()}`);
  const [total = "0"] = (await textOf(page, "main .total")).split(" ");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByText("CSV", { exact: true }).click()]);
  expect(download.suggestedFilename()).toMatch(/^afterword-responses-.*\.csv$/);
  const rows = parse(await readFile(await download.path(), "utf8"), { bom: true, columns: true }) as readonly Readonly<
    Record<string, string>
  >[];
  expect([rows.length, new Set(rows.map((row) => row["queue_name"]))]).toEqual([Number(total), new Set(["Billing"])]);
  expect(rows.length).toBeGreaterThan(5);
});

test("a view that is saved is there for everybody who opens the page, until it is deleted", async () => {
  const address = `/queues?queue=${billing()}&since=90d&sort=-n`;
  const page = await shown.open(address);
  const saved = (on: typeof page) => on.getByRole("button", { name: "Saved" });
  await saved(page).click();
  await page.getByRole("textbox", { name: "Name of this view" }).fill("Billing <b>worst</b> first");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("link", { name: "Billing <b>worst</b> first" }).waitFor();
  const other = await shown.open("/");
  await saved(other).click();
  await other.getByRole("link", { name: "Billing <b>worst</b> first" }).click();
  await other.waitForURL((url) => pathOf(url.href) === address);
  await saved(other).click();
  await other.getByRole("button", { name: "Delete the view Billing <b>worst</b> first" }).click();
  await other.getByText("None yet.").waitFor();
});

test("a panel that fails says so and can be tried again, and the others stand", async () => {
  const page = await shown.open("/sync");
  const part = (url: URL) => /\/api\/sections\/[^?]*distribution/.test(url.pathname);
  const body = JSON.stringify({ error: { message: "Too many at once.", advice: "Wait a minute." } });
  await page.route(part, (route) => route.fulfill({ status: 500, contentType: "application/json", body }));
  await page.getByRole("link", { name: "Overview" }).click();
  const failed = page.getByRole("region", { name: "How they answered" });
  await failed.getByRole("alert").waitFor();
  await settled(page);
  expect((await failed.getByRole("alert").innerText()).split("\n").filter(Boolean)).toEqual([
    "This could not be shown.",
    ...["Too many at once.", "Wait a minute.", "Try again"],
  ]);
  expect(await page.getByRole("alert").count()).toBe(1);
  expect(await textOf(page, ".figure .value")).toMatch(/\d+ %/);
  await page.unroute(part);
  await failed.getByRole("button", { name: "Try again" }).click();
  await failed.getByRole("img").waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);
});
