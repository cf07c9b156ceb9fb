// `npm start`: installs, compiles and does the main job once: the answers of the last 7 days, from the org that is
// configured, else from the sandbox. Arguments after `--` go to `afterword extract`.
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

// Any sign of credentials, even half of them: then the command itself says what is wrong, and invents no customers.
const configured = variables.some((name) => process.env[name]) || profiles.some((file) => existsSync(file));
const given = process.argv.slice(2);
const args = configured || given.includes("--sandbox") ? given : ["--sandbox", ...given];

if (!configured) console.error("No Genesys Cloud credentials are set: this runs against the sandbox, a simulated org.");
const prepared = prepare();
if (prepared !== 0) process.exit(prepared);

const main = join(root, "dist", "cli", "main.js");
const { status, signal } = spawnSync(process.execPath, [main, "extract", ...args], {
  cwd: process.cwd(),
  stdio: "inherit",
});
process.exitCode = signal ? 130 : (status ?? 1);
