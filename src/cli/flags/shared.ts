import { type Command, InvalidArgumentError, Option } from "commander";
import { splitList, UsageError } from "../../base/index.ts";
import type { Basis, Rule } from "../../metrics/index.ts";

/*
 * The flags of commands stand in files of their own, because `--help` loads nothing else. Words that another room defines are
 * therefore repeated here, and the compiler compares the two lists.
 */

/** All words of a type, in the order in which `--help` lists them. */
export const choicesOf = <Word extends string>(words: Readonly<Record<Word, true>>): readonly string[] =>
  Object.keys(words);

/** The values of a flag that takes a list: repetition adds to it, and so do commas. */
export function listed(text: string, before: readonly string[] = []): readonly string[] {
  const given = splitList(text);
  if (given.length === 0) throw new InvalidArgumentError("It is blank.");
  return [...before, ...given];
}

/** The values of a flag that is repeated, as they were written. */
const collected = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

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

/** Flags that several commands share. Each is a function, since commander keeps the parsed value in the option. */
export const shared = {
  source: () =>
    new Option("--source <source>", "where answers come from")
      .choices(choicesOf<"surveys" | "evaluations" | "all">({ surveys: true, evaluations: true, all: true }))
      .default("all"),
  media: () => new Option("--media <types>", "only these media: voice,chat,…").argParser(listed),
  queue: () => new Option("--queue <names-or-ids>", "only these queues").argParser(listed),
  form: () => new Option("--form <names-or-ids>", "only these forms").argParser(listed),
  roster: (
    what = "only responses of agents who have one of these values of an attribute of the roster: site=Berlin,Bonn",
  ) => new Option("--roster <attribute=values>", `${what}; may be repeated`).argParser(collected),
  csatLabel: () =>
    new Option(
      "--csat-label <texts>",
      'which evaluation questions are CSAT questions: those whose text or group contains this text (default: "csat")',
    ).argParser(listed),
  csatQuestion: () =>
    new Option(
      "--csat-question <ids>",
      "which evaluation questions are CSAT questions: those with these ids, regardless of their text",
    ).argParser(listed),
  json: () => new Option("--json", "the same as --format json"),
  delimiter: () =>
    new Option("--delimiter <character>", "separator of CSV cells: , ; or tab").argParser(readDelimiter).default(","),
  plain: () =>
    new Option(
      "--plain",
      "CSV for databases: no byte order mark, no ' before formulas, no cell cut, lists and JSON as JSON text, null empty and the " +
        'empty text "". Without it, CSV is for spreadsheets',
    ),
  limit: () => new Option("--limit <n>", "only the n newest, newest first").argParser(whole(1, 1_000_000)),
  patience: () => new Option("--patience <length>", "how long to wait while Genesys does not answer (default: 10m)"),
  profile: (what = "the credentials") => new Option("--profile <name>", `use ${what} of this profile`),
  org: (otherwise = "; required where the warehouse holds several") =>
    new Option("--org <name-or-id>", `only this organization${otherwise}`),
  as: () =>
    new Option(
      "--as <token>",
      "read only what this token may see; @file takes it from a file (default: AFTERWORD_TOKEN, else everything)",
    ),
  config: () => new Option("--config <file>", "settings file (default: afterword.toml in the working directory)"),
  timeZone: () =>
    new Option("--tz <zone>", "time zone of days and times (default: that of afterword.toml, else this machine's)"),
  log: () =>
    new Option("--log <format>", "standard error as text, or as one JSON object a line")
      .choices(choicesOf<"text" | "json">({ text: true, json: true }))
      .default("text"),
  quiet: () => new Option("--quiet", "write nothing but warnings and errors to standard error"),
  warehouse: () =>
    new Option(
      "--warehouse <place>",
      "the warehouse: a DuckDB file or a postgres:// address (default: AFTERWORD_WAREHOUSE, else the profile's, else afterword.duckdb in the working directory)",
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
  throw new UsageError(`--json cannot be combined with --format ${format}.`, "Give one of them.");
}

/** The flags of a range of time. */
export const withRange = (command: Command, standard: string, meaning = ""): Command =>
  command
    .option(
      "--since <length-or-date>",
      `only responses from the last 90m, 24h, 7d or 2w, or since this date (default: ${standard})`,
    )
    .option("--from <time>", `start of the range, ISO 8601: 2026-03-01 or 2026-03-01T08:00:00Z${meaning}`)
    .option("--to <time>", "end of the range, exclusive (default: now)");

/** The filter flags of every command that reads a warehouse. */
export const withFilter = (command: Command): Command =>
  command
    .addOption(shared.source())
    .addOption(shared.media())
    .addOption(shared.queue())
    .option("--agent <names-or-ids>", "only these agents", listed)
    .option("--team <names>", "only these teams", listed)
    .option("--division <names-or-ids>", "only these divisions", listed)
    .addOption(shared.roster())
    .addOption(shared.form())
    .option("--question <ids>", "only responses in which one of these questions was answered", listed)
    .option("--measure <name>", "only responses in which a question of this measure of afterword.toml was answered")
    .option("--score <low..high>", "only responses whose satisfaction lies in this range of 0 to 1: 0..0.25")
    .option("--linked", "only responses whose interaction is known")
    .option("--unlinked", "only responses whose interaction is not known")
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

/** Flags of a command that works on stored data and makes no request to Genesys. */
export interface StoredFlags {
  readonly profile?: string;
  readonly org?: string;
  readonly tz?: string;
  readonly warehouse?: string;
  readonly config?: string;
  readonly sandbox?: boolean;
}

/** What a command does without `--org` that needs no choice. */
export const everyOrg = " (default: every one in the warehouse)";

/** Adds these flags to a command, as its last. */
export const withStored = (command: Command, org = shared.org()): Command =>
  command
    .addOption(org)
    .addOption(shared.profile("the warehouse"))
    .addOption(shared.timeZone())
    .addOption(shared.warehouse())
    .addOption(shared.config())
    .option("--sandbox", "use what was synced from a simulated org: afterword-sandbox.duckdb");
