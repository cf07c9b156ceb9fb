// The browser that the page is tested in: found, or installed where that is possible without asking anybody.
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "msedge"];
/** Where macOS and Windows keep theirs, off the PATH. */
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** That of AFTERWORD_CHROMIUM, else one on the PATH or in its usual place; null without one. */
export function findChromium(env = process.env, usual = places) {
  if (env.AFTERWORD_CHROMIUM) return env.AFTERWORD_CHROMIUM;
  const onPath = (env.PATH ?? "").split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [...onPath, ...usual].find(isExecutable) ?? null;
}

/** The same, installed by apt-get as root on Debian; null, reported on stderr, where there is none after all. */
export function findOrInstallChromium() {
  const found = findChromium();
  if (found !== null) return found;
  let reason = "and only root on Debian can have it installed";
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    console.error("Installing Chromium, which the page is tested in.");
    const apt = (...args) => spawnSync("apt-get", args, { encoding: "utf8", timeout: 300_000 });
    apt("update", "-qq");
    const { status, stderr } = apt("install", "-y", "-qq", "--no-install-recommends", "chromium");
    const installed = findChromium();
    if (installed !== null) return installed;
    reason = `and apt-get ended with ${status}: ${(stderr ?? "").trim().slice(-300)}`;
  }
  console.error(
    `THE PAGE IS NOT TESTED: there is no Chromium or Chrome, ${reason}. Install one, or name it with AFTERWORD_CHROMIUM=/path/to/chrome.`,
  );
  return null;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
