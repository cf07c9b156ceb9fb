// `npm start`: installs, compiles and does the main job once: the last 90 days into the warehouse, from the org that is
// configured, else from the sandbox; then the newest answers, and a report whose headline stands last on the screen. Arguments after `--` go to
// `afterword sync`.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { prepare, root } from "./prepare.mjs";

const variables = [
  "GENESYS_CLIENT_ID",
  "GENESYS_CLIENT_SECRET",
  "GENESYS_GATEWAY_URL",
  "GENESYSCLOUD_OAUTHCLIENT_ID",
  "GENESYSCLOUD_OAUTHCLIENT_SECRET",
];
const configHome =
  process.platform === "win32" ? process.env.APPDATA : process.env.XDG_CONFIG_HOME || join(homedir(), ".config");
const profiles = [join(configHome ?? homedir(), "afterword", "profiles.toml"), join(homedir(), ".gc", "config.toml")];

// Any sign of credentials, even half of them: then the command itself reports the error, and invents no customers.
const configured = variables.some((name) => process.env[name]) || profiles.some((file) => existsSync(file));
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
