import { nearest, UsageError } from "../../base/index.ts";
import type { Settings } from "../../config/index.ts";
import type { Filter } from "../../metrics/index.ts";
import type { FilterFlags } from "../flags/shared.ts";

/**
 * The filter that the flags mean, without its range; a measure stands for its questions.
 * @throws {UsageError} where they contradict each other, or name an unknown measure
 */
export function readFilter(flags: FilterFlags, { measures }: Pick<Settings, "measures">): Filter {
  const { source, measure, question, linked, unlinked } = flags;
  if (linked && unlinked)
    throw new UsageError("--linked cannot be combined with --unlinked.", "Give one of them, or neither.");
  if (measure !== undefined && question !== undefined) {
    throw new UsageError("--measure cannot be combined with --question.", "A measure names its questions itself.");
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
        : "It has no table [measures]: docs/configuration.md shows how to write one.",
  );
}
