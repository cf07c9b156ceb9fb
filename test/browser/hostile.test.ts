import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { day } from "../../src/base/index.ts";
import { createSyncLoop } from "../../src/dashboard/index.ts";
import { completenessOf, createReport, reportHtml } from "../../src/report/index.ts";
import { status } from "../../src/sync/index.ts";
import { usualDays } from "./expected.ts";
import { hostileOrg, hostileTexts } from "./hostile-org.ts";
import { openShown, type Shown, settled } from "./served.ts";

let shown: Shown;
let syncs = 0;
const stop = new AbortController();
let running: Promise<void> | undefined;
/** Every answer that any page had. */
const answers: string[] = [];

beforeAll(async () => {
  shown = await openShown({ org: hostileOrg() }, ({ synced }) => ({
    syncs: createSyncLoop({
      every: day,
      clock: {
        ...synced.clock,
        sleep: (_, signal) =>
          new Promise((_resolve, reject) =>
            signal?.addEventListener("abort", () => reject(new Error("woken")), { once: true }),
          ),
      },
      syncOnce({ onProgress, signal }) {
        syncs += 1;
        return synced.sync({}, { onProgress, signal });
      },
      onEnd: () => {},
    }),
  }));
  running = shown.syncs?.run(stop.signal);
  await vi.waitFor(() => expect(shown.syncs?.state().next_at).toEqual(expect.any(String)), { timeout: 60_000 });
});
afterAll(async () => {
  expect(shown.faults).toEqual([]);
  stop.abort();
  await running;
  await shown[Symbol.asyncDispose]();
});

/** What was run, and what stands in the page that only markup of somebody else can have put there. */
const foreign = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found = document.querySelectorAll(
      "body img, body script, iframe, [onerror], [onload], [srcdoc], a[href^='javascript' i]",
    );
    return [...("pwned" in window ? ["it was run"] : []), ...[...found].map((one) => one.outerHTML.slice(0, 200))];
  });

const interactionOf = (at: number): string => shown.measured.org.cases[at]?.interactionId ?? "";

const places = [
  ...["/", "/queues", "/agents", "/questions", "/evaluations", "/drivers", "/comments", "/sync"],
  "/responses?figure=responses&text=%3Cscript%3E",
];

test.each(places)("%s: nothing that people wrote is run", async (path) => {
  const page = await shown.open(path);
  await page.evaluate(() => {
    for (const one of document.querySelectorAll("details")) one.open = true;
  });
  expect(await foreign(page)).toEqual([]);
  const text = (await page.locator("body").textContent()) ?? "";
  expect(text).toContain(
    path === "/drivers" || path === "/sync" ? "Sandbox <script>" : "<script>window.pwned = 1</script>",
  );
});

test("a menu of names, a question and an interaction show them as they were written", async () => {
  const page = await shown.open("/queues");
  await page.getByRole("button", { name: "Queue" }).click();
  await page.getByRole("checkbox", { name: "Billing" }).check();
  await page.locator(".chips").getByText("Billing").waitFor();
  expect(await foreign(page)).toEqual([]);
  for (const [at, text] of hostileTexts.entries()) {
    const one = await shown.open(`/interactions/${interactionOf(at)}`);
    expect(await foreign(one)).toEqual([]);
    const shownTexts = (await one.locator("main").textContent()) ?? "";
    expect(shownTexts).toContain(text.replaceAll("\u0000", "\ufffd").trim());
    await one.context().close();
  }
});

test("comments are there whole, each in a direction of its own", async () => {
  const page = await shown.open("/comments?score=0..0.1");
  for (const text of hostileTexts)
    expect(
      await page.locator("blockquote", { hasText: text.replaceAll("\u0000", "\ufffd").trim().slice(0, 60) }).count(),
    ).toBeGreaterThan(0);
  expect(
    new Set(await page.locator("blockquote").evaluateAll((all) => all.map((one) => one.getAttribute("dir")))),
  ).toEqual(new Set(["auto"]));
});

test("the report as a file shows them as text too", async () => {
  const { synced, now } = shown.measured;
  const organizations = await status(synced.warehouse, { now });
  const report = await createReport(synced.warehouse, {
    filter: { range: usualDays(now), basis: "completed", rule: "genesys" },
    ...{ by: "queue", local: { timeZone: "UTC", firstDayOfWeek: 1 }, now },
    completeness: completenessOf(organizations),
    definitionId: organizations[0]?.definitionId ?? null,
  });
  const html = await reportHtml(report, "en");
  const page = await shown.browser.newPage();
  await page.setContent(html);
  expect(await foreign(page)).toEqual([]);
  expect(await page.locator("body").textContent()).toContain("<script>window.pwned = 1</script>");
});

test("no answer has a secret, a token, or an address of a customer", async () => {
  const context = await shown.browser.newContext({ baseURL: shown.served.url });
  const page = await context.newPage();
  page.on("response", (response) => {
    if (new URL(response.url()).pathname !== "/api/events")
      void response.text().then(
        (text) => answers.push(text),
        () => {},
      );
  });
  for (const path of [...places, ...hostileTexts.map((_, at) => `/interactions/${interactionOf(at)}`)]) {
    await page.goto(path);
    await settled(page);
  }
  for (const path of [
    "/api/rows?limit=200&since=90d",
    "/api/rows?rows=legs&limit=200",
    "/api/export?format=csv&since=90d",
    "/api/export?format=json&rows=answers",
    "/metrics",
    "/healthz",
    "/api/status",
  ])
    answers.push((await shown.served.ask(path)).text);
  const { sandbox } = shown.measured.synced;
  const planted = [sandbox.clientId, sandbox.clientSecret, ...sandbox.tokens(), ...sandbox.addressMarks()];
  expect([planted.length > 50, answers.length > 60, answers.join().length > 200_000]).toEqual([true, true, true]);
  expect(planted.filter((one) => answers.some((answer) => answer.includes(one)))).toEqual([]);
});

test("a page of another origin can neither read nor sync", async () => {
  const target = shown.served.url.replace(/\/$/, "");
  const attack = readFileSync(new URL("./other-origin.html", import.meta.url), "utf8").replaceAll("TARGET", target);
  const other = createServer((_, response) => response.setHeader("content-type", "text/html").end(attack));
  other.listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const page = await shown.browser.newPage();
  await page.goto(`http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/`);
  await page.locator("#done").waitFor({ state: "attached" });
  expect(JSON.parse((await page.locator("#results").textContent()) ?? "")).toEqual({
    ...{ read: "refused", opaque: "nothing", post: "refused", form: "nothing", image: "refused", events: "refused" },
    ...{ frame: "nothing", script: "refused" },
  });
  other.close();
  expect(syncs).toBe(1);
  // The page itself can.
  const own = await shown.open("/sync");
  await own.getByRole("button", { name: "Sync now" }).click();
  await expect.poll(() => syncs, { timeout: 20_000 }).toBe(2);
  await expect.poll(() => shown.syncs?.state().state, { timeout: 60_000 }).toBe("idle");
});
