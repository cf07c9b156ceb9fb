import type { Browser, Page } from "playwright-core";
import type { SyncLoop } from "../../src/dashboard/index.ts";
import type { SandboxOptions } from "../../src/sandbox/index.ts";
import { openServed, type Served } from "../servers/served.ts";
import { type Measured, openMeasured } from "../truth/metrics-measured.ts";
import { openChromium } from "./chromium.ts";

/** Two periods of 28 days, and what was asked before them. */
const twoPeriods = 57;

/** A small org: every view has something to show, and few answers are of one queue. */
export const small: SandboxOptions = { seed: 5, days: 58, perDay: 36 };

/** That of `afterword serve --sandbox`, where the customers of one queue began to complain 24 days ago. */
export const usual: SandboxOptions = { seed: 1, days: 90, perDay: 60 };

/** How somebody looks at the page. */
export interface Look {
  readonly theme?: "light" | "dark";
  /** Of the window. 390 is a phone. */
  readonly width?: number;
}

/** The page of a synced org, as a browser shows it. */
export interface Shown extends AsyncDisposable {
  readonly measured: Measured;
  readonly served: Served;
  readonly browser: Browser;
  readonly syncs: SyncLoop | null;
  /** What went wrong in the scripts of any page, or was refused by its content security policy. */
  readonly faults: readonly string[];
  /** A window of its own, in which everything has loaded. */
  open(path: string, look?: Look): Promise<Page>;
}

type ServedOptions = NonNullable<Parameters<typeof openServed>[2]>;

export async function openShown(
  org: SandboxOptions = small,
  optionsOf: (measured: Measured) => ServedOptions = () => ({}),
): Promise<Shown> {
  const [measured, browser] = await Promise.all([openMeasured(org, twoPeriods), openChromium()]);
  const { warehouse, clock } = measured.synced;
  const options = optionsOf(measured);
  const served = await openServed(warehouse, clock, options);
  const faults: string[] = [];
  return {
    ...{ measured, served, browser, faults, syncs: options.syncs ?? null },
    async open(path, { theme = "light", width = 1440 } = {}) {
      const context = await browser.newContext({
        ...{ baseURL: served.url, colorScheme: theme, viewport: { width, height: 900 }, locale: "en-US" },
        ...{ timezoneId: "UTC", reducedMotion: "reduce", acceptDownloads: true },
      });
      const page = await context.newPage();
      // The day of the org is not that of this machine; timers run on.
      await page.clock.setFixedTime(clock.now());
      page.on("pageerror", (error) => faults.push(`${path}: ${error.message}`));
      page.on("console", (message) => {
        // An answer that is no success is looked at by whoever asked for it.
        const isAnswer = message.text().startsWith("Failed to load resource");
        if (message.type() === "error" && !isAnswer) faults.push(`${path}: ${message.text()}`);
      });
      await page.goto(path);
      await settled(page);
      return page;
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await served.close();
      await measured[Symbol.asyncDispose]();
    },
  };
}

/** Waits until nothing of the page loads any more. */
export async function settled(page: Page): Promise<void> {
  await page.locator("main h1").waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"], .skeleton') === null);
}
