import { homedir } from "node:os";
import {
  options,
  readFlag,
  readFunction,
  readOneOf,
  readOptions,
  readTable,
  readText,
  type Shape,
  unfit,
} from "../base/index.ts";
import {
  type Config as CheckedConfig,
  type ConfigFlags,
  type ConfigSources,
  type Environment,
  readConfig as readChecked,
} from "../config/index.ts";
import type { Redaction } from "../csat/index.ts";
import { type Definition, definitionOf, privacyOf, type Retention } from "../sync/index.ts";
import { readWords } from "./shapes.ts";
import { readTimeZone } from "./status.ts";

/** The whole configuration, frozen. */
export interface Config extends CheckedConfig {
  /** What `sync` and `rebuild` take, by the settings: with another definition, all rows would be derived again. */
  readonly definition: Definition;
  /** What `extract`, `sync` and `rebuild` take out of free texts, by the settings. */
  readonly redaction: Redaction;
  /** How long `sync` and `rebuild` keep what, by the settings. */
  readonly retention: Retention;
}

const flagsShape: Shape<ConfigFlags> = {
  profile: readText,
  config: readText,
  sandbox: readFlag,
  csatLabels: readWords,
  csatQuestions: readWords,
  timeZone: readTimeZone,
};

export const readEnvironment = (value: unknown, name: string): Environment => {
  if (typeof value !== "object" || value === null)
    throw unfit(name, value, "Give environment variables, such as process.env.");
  return readTable((one, key) => {
    if (one === undefined || typeof one === "string") return one;
    throw unfit(key, one, "Variables of an environment are texts.");
  })(value, name);
};

const platforms = [
  "aix",
  "android",
  "cygwin",
  "darwin",
  "freebsd",
  "haiku",
  "linux",
  "netbsd",
  "openbsd",
  "sunos",
  "win32",
] as const;

const shape: Shape<Partial<ConfigSources>> = {
  env: readEnvironment,
  home: readText,
  cwd: readText,
  platform: readOneOf<NodeJS.Platform>(platforms),
  flags: options(flagsShape),
  readFile: readFunction(),
  timeZone: readTimeZone,
};

/**
 * The configuration as the command line reads it: defaults, then `afterword.toml` and profiles, then the environment, then
 * `flags`. Options that are left out come from this process.
 * @throws {UsageError} with everything that is wrong, access and settings together
 */
export async function readConfig(sources: Partial<ConfigSources> = {}): Promise<Config> {
  const config = await readChecked({
    ...{ env: process.env, home: homedir(), cwd: process.cwd(), platform: process.platform, flags: {} },
    ...readOptions<Partial<ConfigSources>>(sources, "readConfig", shape),
  });
  return Object.freeze({ ...config, definition: definitionOf(config.settings), ...privacyOf(config.settings) });
}
