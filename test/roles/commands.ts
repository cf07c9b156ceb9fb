import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { RosterTable } from "../../src/config/index.ts";
import { afterword } from "../commands/terminal.ts";
import { newFolder } from "../new-folder.ts";
import { everything } from "../seeds.ts";
import { csvOf, rosterKeys } from "./roster.ts";

/** A command that may be run with `--as`, by its own help. */
export interface AsCommand {
  readonly name: string;
  /** Words that its flags take, by flag. */
  readonly choices: Readonly<Record<string, readonly string[]>>;
}

/** Every command that takes `--as`. */
export async function commandsAs(): Promise<readonly AsCommand[]> {
  const { stdout } = await afterword(["--help"]);
  const names = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name = ""]) => name);
  const helps = await Promise.all(
    names.map(async (name) => ({ name, help: (await afterword([name, "--help"])).stdout })),
  );
  return helps.flatMap(({ name, help }) => (help.includes("--as <token>") ? [{ name, choices: choicesIn(help) }] : []));
}

function choicesIn(help: string): AsCommand["choices"] {
  const flat = help.replaceAll(/\n {10,}/g, " ");
  const flags = flat.matchAll(/^ {2}--([a-z-]+) <[^>]*>.*?\(choices: ("[^)]*?")(?:, default|\))/gm);
  return Object.fromEntries(
    [...flags].map(([, flag = "", words = ""]) => [flag, words.split(", ").map((word) => word.slice(1, -1))]),
  );
}

/** What a command is run with, each of them once under a role and once on a warehouse of the part alone. */
export function runsOf({ name, choices }: AsCommand): readonly (readonly string[])[] {
  const { format = [], rows = [], by = [], rule = [], language = [] } = choices;
  const range = ["--from", "2026-01-01", "--to", "2027-01-01"];
  const one = everything ? [...rule] : rule.slice(-1);
  if (name === "report")
    return [
      ...format.map((word) => ["--format", word, ...range, "--min", "1"]),
      ...(everything ? by : by.slice(1, 2)).map((word) => ["--by", word, ...range, "--format", "json", "--pool"]),
      ...rosterKeys.map((word) => ["--by", word, ...range, "--format", "json"]),
      ["--roster", "site=North,not stated", ...range, "--format", "md"],
      ...language.slice(1).map((word) => ["--language", word, ...range, "--format", "md"]),
      ...(everything ? one.map((word) => ["--rule", word, ...range]) : []),
    ];
  return [
    ...rows.map((word) => ["--rows", word]),
    ...format.map((word) => ["--format", word, "--rows", "answers"]),
    ...(everything ? rows.flatMap((kind) => format.map((word) => ["--rows", kind, "--format", word])) : []),
    ...one.map((word) => ["--rule", word, ...range, "--limit", "2"]),
    ["--all", "--plain", "--format", "csv"],
    ["--roster", "site=North,South", "--format", "json"],
    ["--columns", "evaluator_id,evaluator_name,agents,comment,change_id,agent_name"],
    ["--out", "months/"],
  ];
}

/** What came of a run: its output, and its files by name. */
export interface Came {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly files: Readonly<Record<string, string>>;
}

/** What a command reads, and as whom. */
interface Read {
  readonly place: string;
  readonly roster: RosterTable;
  readonly as?: string;
}

/** Runs a command in a folder of its own; what only a file can hold goes into one. */
export async function runAs(name: string, args: readonly string[], { place, roster, as }: Read): Promise<Came> {
  const cwd = newFolder();
  const config = join(newFolder(), "own.toml");
  writeFileSync(config, 'roster = "roster.csv"\n');
  writeFileSync(join(dirname(config), "roster.csv"), csvOf(roster));
  const needsFile = args.includes("xlsx") || args.includes("parquet") ? ["--out", `rows.${args[1] ?? ""}`] : [];
  const token = as === undefined ? [] : ["--as", as];
  const { code, stdout, stderr } = await afterword(
    [name, ...args, ...needsFile, "--tz", "UTC", "--config", config, "--warehouse", place, ...token],
    { cwd },
  );
  const files = readdirSync(cwd, { recursive: true, encoding: "utf8" }).filter((file) =>
    statSync(join(cwd, file)).isFile(),
  );
  const read = files.sort().map((file) => [file, readFileSync(join(cwd, file), "latin1")] as const);
  return { code, stdout, stderr, files: Object.fromEntries(read) };
}
