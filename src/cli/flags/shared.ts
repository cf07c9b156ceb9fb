import { type Command, InvalidArgumentError, Option } from "commander";
import { UsageError } from "../../base/index.ts";
import type { Basis, Filter, Rule } from "../../metrics/index.ts";

/*
 * What commands take, in files of their own: `--help` loads nothing else. Words that another room knows are therefore written
 * here once more, and the compiler compares the two lists.
 */

/** The words of a type, all of them, in the order in which `--help` names them. */
export const choicesOf = <Word extends string>(words: Readonly<Record<Word, true>>): readonly string[] =>
  Object.keys(words);

/**
 * The values of a flag that takes a list: repetition adds to it, and so do commas. A name with a comma in it stands in double
 * quotes.
 */
export function listed(text: string, before: readonly string[] = []): readonly string[] {
  const values = [...text.matchAll(/\s*(?:"([^"]*)"|([^,]*))\s*(?:,|$)/g)].map(
    ([, quoted, bare]) => quoted ?? bare?.trim() ?? "",
  );
  const given = values.filter((value) => value.trim() !== "");
  if (given.length === 0) throw new InvalidArgumentError("It is blank.");
  return [...before, ...given];
}

/** Media types of Genesys sessions (official SDK, `AnalyticsSession.mediaType`). */
const mediaTypes = [
  "callback",
  "chat",
  "cobrowse",
  "email",
  "internalmessage",
  "message",
  "screenmonitoring",
  "screenshare",
  "unknown",
  "video",
  "voice",
];

/** The media of `--media`. */
export function readMedia(text: string, before: readonly string[] = []): readonly string[] {
  const media = listed(text, before).map((one) => one.toLowerCase());
  const unknown = media.filter((one) => !mediaTypes.includes(one));
  if (unknown.length === 0) return media;
  throw new UsageError(
    `--media: unknown media ${unknown.map((one) => `"${one}"`).join(", ")}.`,
    `Genesys knows ${mediaTypes.join(", ")}.`,
  );
}

/** A whole number within bounds, as the value of a flag. */
export function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
  };
}

/** The separator of CSV: a comma, what spreadsheets take where the comma is a decimal point, or a tab. */
function readDelimiter(text: string): string {
  const character = text === "tab" || text === "\\t" ? "\t" : text;
  if ([",", ";", "\t"].includes(character)) return character;
  throw new InvalidArgumentError('Give a comma, a semicolon or "tab".');
}

/** Flags that several commands have: each is said in one way. A function each, since commander keeps what was parsed in it. */
export const shared = {
  source: () =>
    new Option("--source <source>", "where answers come from")
      .choices(choicesOf<"surveys" | "evaluations" | "all">({ surveys: true, evaluations: true, all: true }))
      .default("all"),
  media: () => new Option("--media <types>", "only these media: voice,chat,…").argParser(readMedia),
  queue: () => new Option("--queue <names-or-ids>", "only these queues").argParser(listed),
  form: () => new Option("--form <names-or-ids>", "only these forms").argParser(listed),
  csatLabel: () =>
    new Option(
      "--csat-label <texts>",
      'choose evaluations: a group or question that contains this text is a CSAT question (default: "csat")',
    ).argParser(listed),
  csatQuestion: () =>
    new Option("--csat-question <ids>", "choose evaluations: a CSAT question, whatever its text").argParser(listed),
  json: () => new Option("--json", "the same as --format json"),
  delimiter: () =>
    new Option("--delimiter <character>", "what separates the cells of CSV: , ; or tab")
      .argParser(readDelimiter)
      .default(","),
  limit: () => new Option("--limit <n>", "only the n newest, newest first").argParser(whole(1, 1_000_000)),
  patience: () =>
    new Option("--patience <length>", "how long to wait for a Genesys that does not answer (default: 10m)"),
  profile: () => new Option("--profile <name>", "use the credentials of this profile"),
  config: () => new Option("--config <file>", "settings (default: afterword.toml in the working directory)"),
  timeZone: () =>
    new Option("--tz <zone>", "time zone of days and times (default: that of afterword.toml, else this machine's)"),
  warehouse: () =>
    new Option(
      "--warehouse <file>",
      "the warehouse (default: AFTERWORD_WAREHOUSE, else afterword.duckdb in the working directory)",
    ),
} as const;

/**
 * The format that was asked for by name; null where it was not.
 * @throws {UsageError} where `--json` contradicts `--format`
 */
export function namedFormat<Format extends string>({
  format,
  json,
}: {
  readonly format?: Format;
  readonly json?: boolean;
}): Format | "json" | undefined {
  if (!json || format === undefined || format === "json") return json ? "json" : format;
  throw new UsageError(`--json does not go with --format ${format}.`, "Give one of them.");
}

/** A range of time, said in one way by every command that takes one. */
export const withRange = (command: Command, standard: string, meaning = ""): Command =>
  command
    .option(
      "--since <length-or-date>",
      `from so long ago, 90m, 24h, 7d, 2w, or from this date on (default: ${standard})`,
    )
    .option("--from <time>", `start of the range, ISO 8601: 2026-03-01 or 2026-03-01T08:00:00Z${meaning}`)
    .option("--to <time>", "end of the range, not included (default: now)");

/** `--since`, `--from` and `--to` as they were written. */
export interface RangeFlags {
  readonly since?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** What chooses among the responses of a warehouse, as it was written. */
export interface FilterFlags {
  readonly source: "surveys" | "evaluations" | "all";
  readonly media?: readonly string[];
  readonly queue?: readonly string[];
  readonly agent?: readonly string[];
  readonly team?: readonly string[];
  readonly division?: readonly string[];
  readonly form?: readonly string[];
  readonly question?: readonly string[];
  readonly measure?: string;
  readonly score?: Filter["scores"];
  readonly linked?: boolean;
  readonly unlinked?: boolean;
  readonly basis: Basis;
  readonly rule: Rule;
}

/** The flags of everything that reads a warehouse: what chooses its responses is said in one way. */
export const withFilter = (command: Command): Command =>
  command
    .addOption(shared.source())
    .addOption(shared.media())
    .addOption(shared.queue())
    .option("--agent <names-or-ids>", "only these agents", listed)
    .option("--team <names>", "only these teams", listed)
    .option("--division <names-or-ids>", "only these divisions", listed)
    .addOption(shared.form())
    .option("--question <ids>", "only responses in which one of these questions was answered", listed)
    .option("--measure <name>", "only responses in which a question of this measure of afterword.toml was answered")
    .option(
      "--score <low..high>",
      "only responses whose satisfaction lies in this range of 0 to 1: 0..0.25",
      readScores,
    )
    .option("--linked", "only those whose interaction is known")
    .option("--unlinked", "only those whose interaction is not known")
    .addOption(
      new Option("--basis <time>", "which time places a response in the range")
        .choices(choicesOf<Basis>({ completed: true, interaction: true, sent: true }))
        .default("completed"),
    )
    .addOption(
      new Option("--rule <rule>", "who is credited with a response")
        .choices(choicesOf<Rule>({ genesys: true, last: true, first: true, longest: true, all: true }))
        .default("genesys"),
    );

/** The two ends of `--score`. */
export function readScores(text: string): NonNullable<Filter["scores"]> {
  const [, low, high] = /^\s*([\d.]+)\s*\.\.\s*([\d.]+)\s*$/.exec(text) ?? [];
  const [from, to] = [Number(low), Number(high)];
  if (from >= 0 && from <= to && to <= 1) return { from, to };
  throw new UsageError(
    `--score "${text}" is no range of satisfaction.`,
    "Write two numbers from 0 to 1, the lower one first: 0..0.25 for the least satisfied.",
  );
}

/** What a command is given that works on what is stored, and asks nothing of Genesys. */
export interface StoredFlags {
  readonly tz?: string;
  readonly warehouse?: string;
  readonly config?: string;
  readonly sandbox?: boolean;
}

/** The flags of such a command; they are its last. */
export const withStored = (command: Command): Command =>
  command
    .addOption(shared.timeZone())
    .addOption(shared.warehouse())
    .addOption(shared.config())
    .option("--sandbox", "what was synced from a simulated org: afterword-sandbox.duckdb");
