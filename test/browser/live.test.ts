import { expect, test } from "vitest";
import { day, isoTime } from "../../src/base/index.ts";
import { createSyncLoop } from "../../src/dashboard/index.ts";
import { truthResponses } from "../truth/responses.ts";
import { openShown } from "./served.ts";
import { textOf } from "./table.ts";

/** Only somebody who asks begins the next one. */
const untilAborted = (signal?: AbortSignal): Promise<void> =>
  new Promise((_, reject) => signal?.addEventListener("abort", () => reject(new Error("woken")), { once: true }));

test("late answers that a sync brings are on the page that is open, as many as the truth has", async () => {
  await using shown = await openShown({ seed: 5, days: 20, daysAhead: 3, perDay: 20 }, ({ synced }) => ({
    syncs: createSyncLoop({
      every: day,
      clock: { ...synced.clock, sleep: (_, signal) => untilAborted(signal) },
      syncOnce: ({ onProgress, signal }) => synced.sync({}, { onProgress, signal }),
      onEnd: () => {},
    }),
  }));
  const { now, org, synced } = shown.measured;
  const stop = new AbortController();
  const running = shown.syncs?.run(stop.signal);
  // Of interactions that are over: what is answered late belongs to their days.
  const range = { from: now - 15 * day, to: now - day };
  const page = await shown.open(`/?from=${isoTime(range.from)}&to=${isoTime(range.to)}&basis=interaction`);
  const answers = () => textOf(page, 'section.figure[aria-label="Satisfied customers"] .answers');
  const truth = (at: number): string => {
    const within = truthResponses(org, at).filter(({ times: { interaction: began } }) => {
      return began !== null && began >= range.from && began < range.to;
    });
    const leads = within.flatMap(({ source, answers: all }) =>
      source === "survey"
        ? all.filter(({ lead, points, favourable }) => lead && points === 5 && favourable !== null)
        : [],
    );
    return `${leads.length} answers`;
  };
  expect(await answers()).toBe(truth(now));
  await page.evaluate(() => document.body.setAttribute("data-not-loaded-again", ""));
  synced.clock.advance(2 * day);
  const other = await shown.open("/sync");
  await other.getByRole("button", { name: "Sync now" }).click();
  await other.getByText(/responses? new or changed/).waitFor();
  await expect.poll(answers, { timeout: 30_000 }).toBe(truth(synced.clock.now()));
  expect(truth(synced.clock.now())).not.toBe(truth(now));
  expect(await page.locator("body[data-not-loaded-again]").count()).toBe(1);
  expect(shown.faults).toEqual([]);
  stop.abort();
  await running;
});
