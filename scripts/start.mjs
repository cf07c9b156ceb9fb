// `npm start`: installs, compiles and does the main job once: the last 90 days into the warehouse, from the org that is
// configured, else from the sandbox; then the newest answers, and a report whose headline stands last on the screen. Arguments after `--` go to
// `afterword sync`.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { configured } from "./configured.mjs";
import { prepare, root } from "./prepare.mjs";

const given = process.argv.slice(2);
const has = (flag) => given.some((one) => one === flag || one.startsWith(`${flag}=`));
const args = [...(configured || has("--sandbox") ? [] : ["--sandbox"]), ...given];

if (!configured) console.error("No Genesys Cloud credentials are set: this runs against the sandbox, a simulated org.");
const prepared = prepare();
if (prepared !== 0) process.exit(prepared);

const main = join(root, "dist", "cli", "main.js");
const { status, signal } = spawnSync(process.execPath, [main, "sync", ...args], { stdio: "inherit" });
process.exitCode = signal ? 130 : (status ?? 1);

// Complete or not, there is something to show; unless somebody asked for something else.
const stored = process.exitCode === 0 || process.exitCode === 6;
if (stored && !["--dry-run", "--json", "--help", "-h"].some(has)) {
  const { show } = await import("./show.mjs");
  await show(args);
}
