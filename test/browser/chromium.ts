import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "msedge"];
/** Where macOS and Windows keep theirs, off the PATH. */
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** A browser of this machine: that of AFTERWORD_CHROMIUM, else one on the PATH or in its usual place; null without one. */
export function findChromium(env: NodeJS.ProcessEnv = process.env, usual = places): string | null {
  const named = env["AFTERWORD_CHROMIUM"];
  if (named !== undefined && named !== "") return named;
  const onPath = (env["PATH"] ?? "").split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [...onPath, ...usual].find(isExecutable) ?? null;
}

/** The browser that the tests run in. Where there is none and apt-get may install one, as root on Debian, it is installed. */
export function requireChromium(): string {
  const found = findChromium();
  if (found !== null) return found;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const apt = (...args: string[]) => spawnSync("apt-get", args, { encoding: "utf8", timeout: 300_000 });
    apt("update", "-qq");
    const { status, stderr } = apt("install", "-y", "-qq", "--no-install-recommends", "chromium");
    const installed = findChromium();
    if (installed !== null) return installed;
    throw new Error(`apt-get install chromium ended with ${status}: ${stderr.slice(-500)}`);
  }
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

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
