import { type Browser, chromium } from "playwright-core";
import { findChromium } from "../../scripts/chromium.mjs";

/** The browser that the tests run in; `npm test` has one installed where it may. */
function requireChromium(): string {
  const found = findChromium();
  if (found !== null) return found;
  throw new Error(
    "The page is tested in a real browser, and this machine has none. Install Chromium or Chrome, or name one with AFTERWORD_CHROMIUM=/path/to/chrome.",
  );
}

export const openChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: requireChromium(),
    args: [
      ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"],
      ...["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"],
    ],
  });
