import { type Command, Option } from "commander";
import { nearest, UsageError } from "../base/index.ts";
import type { Settings } from "../config/index.ts";
import { type Basis, bases, type Filter, type Rule, rules } from "../metrics/index.ts";
import { commonFlags, several } from "./flags.ts";

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
    .addOption(commonFlags.source())
    .addOption(commonFlags.media())
    .addOption(commonFlags.queue())
    .option("--agent <name-or-id>", "only this agent; may be repeated", several)
    .option("--team <name>", "only this team; may be repeated", several)
    .option("--division <name-or-id>", "only this division; may be repeated", several)
    .addOption(commonFlags.form())
    .option("--question <id>", "only where this question was answered; may be repeated", several)
    .option("--measure <name>", "only where a question of this measure of afterword.toml was answered")
    .option("--score <low..high>", "only where the lead's satisfaction lies there, of 0 to 1: 0..0.25", readScores)
    .option("--linked", "only those whose interaction is known")
    .option("--unlinked", "only those whose interaction is not known")
    .addOption(
      new Option("--basis <time>", "which time places a response in the range").choices(bases).default("completed"),
    )
    .addOption(new Option("--rule <rule>", "who is credited with a response").choices(rules).default("genesys"));

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

/**
 * The filter that the flags mean, without its range; a measure is the questions that it joins.
 * @throws {UsageError} where they contradict each other, or name a measure that there is not
 */
export function readFilter(flags: FilterFlags, { measures }: Pick<Settings, "measures">): Filter {
  const { source, measure, question, linked, unlinked } = flags;
  if (linked && unlinked)
    throw new UsageError("--linked does not go with --unlinked.", "Give one of them, or neither.");
  if (measure !== undefined && question !== undefined) {
    throw new UsageError("--measure does not go with --question.", "A measure is the questions that it joins.");
  }
  return {
    basis: flags.basis,
    rule: flags.rule,
    sources: source === "all" ? undefined : [source],
    media: flags.media,
    queues: flags.queue,
    agents: flags.agent,
    teams: flags.team,
    divisions: flags.division,
    forms: flags.form,
    questions: measure === undefined ? question : questionsOf(measure, measures),
    scores: flags.score,
    linked: linked ? true : unlinked ? false : undefined,
  };
}

function questionsOf(measure: string, measures: Settings["measures"]): readonly string[] {
  const questions = measures[measure];
  if (questions) return questions;
  const names = Object.keys(measures);
  const meant = nearest(measure, names);
  throw new UsageError(
    `--measure: afterword.toml has no measure "${measure}".`,
    meant
      ? `Did you mean "${meant}"?`
      : names.length > 0
        ? `It has ${names.map((name) => `"${name}"`).join(", ")}.`
        : "It has no table [measures]: docs/configuration.md says how one is written.",
  );
}
