import { dirname, isAbsolute, join, resolve } from "node:path";
import { UsageError } from "../base/index.ts";
import { type Access, readAccess } from "./access.ts";
import type { Environment } from "./environment.ts";
import { type ReadFile, readFileFromDisk, readIfThere } from "./file.ts";
import type { RosterSetting } from "./roster.ts";
import { defaultSettings, readSettings, type Settings } from "./settings.ts";
import { readMachineTimeZone, timeZoneProblem } from "./time-zone.ts";

/** The flags about the configuration. */
export interface ConfigFlags {
  /** `--profile`: the profile's name. */
  readonly profile?: string | undefined;
  /** `--config`: a settings file that must exist. */
  readonly config?: string | undefined;
  /** `--sandbox`: access is neither read nor checked. */
  readonly sandbox?: boolean | undefined;
  /** `--csat-label`: replaces the file's labels. */
  readonly csatLabels?: readonly string[] | undefined;
  /** `--csat-question`: replaces the file's questions. */
  readonly csatQuestions?: readonly string[] | undefined;
  /** `--tz`: replaces the file's time zone. */
  readonly timeZone?: string | undefined;
}

/** Everything that the configuration is read from. */
export interface ConfigSources {
  readonly env: Environment;
  readonly home: string;
  readonly cwd: string;
  readonly platform: NodeJS.Platform;
  readonly flags: ConfigFlags;
  /** @default reads from disk */
  readonly readFile?: ReadFile;
  /** IANA name. @default that of `TZ`, else the machine's */
  readonly timeZone?: string;
}

/** The whole configuration, frozen. */
export interface Config {
  /** Null where nothing at all is configured, and with `--sandbox`. */
  readonly access: Access | null;
  readonly settings: Settings;
  /** Sentences for stderr. */
  readonly warnings: readonly string[];
}

/** Where settings stand, in the working directory. */
export const settingsFile = "afterword.toml";

/**
 * Defaults, then files, then the environment, then flags, made one.
 * @throws {UsageError} with everything that is wrong, access and settings together
 */
export async function readConfig(sources: ConfigSources): Promise<Config> {
  const { flags, readFile = readFileFromDisk } = sources;
  const [access, settings] = await Promise.allSettled([
    flags.sandbox ? { access: null, warnings: [] } : readAccess({ ...sources, readFile }, flags.profile ?? null),
    allSettings(sources, readFile),
  ]);
  if (access.status === "rejected" || settings.status === "rejected") {
    throw joinedError([access, settings].flatMap((result) => (result.status === "rejected" ? [result.reason] : [])));
  }
  const warnings = [...access.value.warnings, ...settings.value.warnings];
  return frozen({ ...access.value, settings: settings.value.settings, warnings });
}

async function allSettings(
  { cwd, flags, timeZone, env }: ConfigSources,
  readFile: ReadFile,
): Promise<Pick<Config, "settings" | "warnings">> {
  const path = flags.config ?? settingsFile;
  const machine = timeZone === undefined ? readMachineTimeZone(env["TZ"]) : { timeZone, warnings: [] };
  const place = isAbsolute(path) ? path : join(cwd, path);
  const file = await readIfThere(readFile, place);
  if (file === null && flags.config !== undefined) {
    throw new UsageError(`There is no file ${path}.`, `Correct --config, or leave it out to use ${settingsFile}.`);
  }
  const settings = file
    ? readSettings({ path, text: file.text, secret: false }, machine.timeZone)
    : defaultSettings(machine.timeZone);
  return {
    settings: {
      ...settings,
      timeZone: checkedZone(flags.timeZone) ?? settings.timeZone,
      csatLabels: overridden("--csat-label", flags.csatLabels) ?? settings.csatLabels,
      csatQuestions: overridden("--csat-question", flags.csatQuestions) ?? settings.csatQuestions,
      roster: nextToSettings(settings.roster, place),
    },
    // Where the file names a zone, the machine's does not matter.
    warnings: settings.timeZone === machine.timeZone ? machine.warnings : [],
  };
}

/** The path of a roster file is relative to the folder of the settings file. */
const nextToSettings = (roster: RosterSetting, place: string): RosterSetting =>
  roster !== null && "file" in roster ? { file: resolve(dirname(place), roster.file) } : roster;

function checkedZone(zone: string | undefined): string | null {
  if (zone === undefined) return null;
  const problem = timeZoneProblem(zone);
  if (problem) throw new UsageError(`--tz "${zone}" ${problem}.`, "Without --tz it is that of afterword.toml.");
  return zone;
}

function overridden(flag: string, words: readonly string[] = []): readonly string[] | null {
  // An empty label is contained in every text: it would label every question of every evaluation.
  if (words.some((word) => word.trim() === "")) throw new UsageError(`${flag} is blank.`, `Give ${flag} a text.`);
  return words.length > 0 ? words : null;
}

function joinedError(reasons: readonly unknown[]): unknown {
  const usage = reasons.filter((reason) => reason instanceof UsageError);
  // Anything else is a bug, and wins: it must not hide behind a message about the configuration.
  if (usage.length < reasons.length || usage.length === 1)
    return reasons.find((reason) => !(reason instanceof UsageError)) ?? usage[0];
  return new UsageError(usage.map(({ message }) => message).join("\n"), usage.map(({ hint }) => hint).join(" "));
}

function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
