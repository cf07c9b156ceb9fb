// Whether any sign of credentials is there, even half of them: then the command itself reports what is wrong, and invents no customers.
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

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

export const configured = variables.some((name) => process.env[name]) || profiles.some((file) => existsSync(file));
