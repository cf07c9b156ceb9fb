// `npm test`: installs, compiles, runs every test, and ends with `N passed, N failed` alone on a line. With --all, as
// `npm run test:all` has it, the long laws are tried with all their seeds.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findOrInstallChromium } from "./chromium.mjs";
import { prepare, root } from "./prepare.mjs";

const prepared = prepare();
if (prepared !== 0) process.exit(prepared);

const given = process.argv.slice(2);
const all = given.includes("--all") ? { AFTERWORD_ALL_SEEDS: "1" } : {};
const browser = findOrInstallChromium();
const page = browser === null ? { AFTERWORD_WITHOUT_BROWSER: "1" } : { AFTERWORD_CHROMIUM: browser };
const folder = mkdtempSync(join(tmpdir(), "afterword-test-"));
const report = join(folder, "report.json");
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const { status } = spawnSync(
  process.execPath,
  [
    ...[vitest, "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
    ...given.filter((one) => one !== "--all"),
  ],
  { cwd: root, stdio: "inherit", env: { ...process.env, ...all, ...page } },
);

let passed = 0;
let failed = 1;
try {
  const result = JSON.parse(readFileSync(report, "utf8"));
  passed = result.numPassedTests;
  // A file that does not load has no failed test, but it has failed.
  failed = Math.max(result.numFailedTests, result.success ? 0 : 1);
} catch (error) {
  console.error(`No test report: ${error.message}`);
}
// What fails after the last test — the search of everything printed for secrets — has no test of its own in the report.
if (status !== 0) failed = Math.max(failed, 1);
rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
