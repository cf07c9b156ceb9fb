import { nearest, UsageError } from "../base/index.ts";
import type { Settings } from "../config/index.ts";
import type { Filter } from "../metrics/index.ts";
import { type KnownRoster, readAttributes } from "./roster.ts";
import { asFlag, type FilterWords, readMedia, readScores, type Spelling } from "./words.ts";

/**
 * The filter that the words mean, without its range; a measure stands for its questions.
 * @throws {UsageError} where they cannot be read, contradict each other, or name an unknown measure
 */
export function readFilter(
  words: FilterWords,
  { measures, roster }: Pick<Settings, "measures"> & KnownRoster,
  spelt: Spelling = asFlag,
): Filter {
  const { source, media, measure, question, score, linked, unlinked } = words;
  if (linked && unlinked) {
    throw new UsageError(
      `${spelt("linked")} cannot be combined with ${spelt("unlinked")}.`,
      "Give one of them, or neither.",
    );
  }
  if (measure !== undefined && question !== undefined) {
    throw new UsageError(
      `${spelt("measure")} cannot be combined with ${spelt("question")}.`,
      "A measure names its questions itself.",
    );
  }
  return {
    basis: words.basis,
    rule: words.rule,
    sources: source === "all" ? undefined : [source],
    media: media && readMedia(media, spelt),
    queues: words.queue,
    agents: words.agent,
    teams: words.team,
    attributes: readAttributes(words.roster, roster, spelt),
    divisions: words.division,
    forms: words.form,
    questions: measure === undefined ? question : questionsOf(measure, measures, spelt),
    scores: score === undefined ? undefined : readScores(score, spelt),
    linked: linked ? true : unlinked ? false : undefined,
  };
}

function questionsOf(measure: string, measures: Settings["measures"], spelt: Spelling): readonly string[] {
  const questions = measures[measure];
  if (questions) return questions;
  const names = Object.keys(measures);
  const meant = nearest(measure, names);
  throw new UsageError(
    `${spelt("measure")}: afterword.toml has no measure "${measure}".`,
    meant
      ? `Did you mean "${meant}"?`
      : names.length > 0
        ? `It has ${names.map((name) => `"${name}"`).join(", ")}.`
        : "It has no table [measures]: docs/configuration.md shows how to write one.",
  );
}
