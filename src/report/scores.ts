import { ask, type Bucket, type Filter, type Grouping } from "../metrics/index.ts";
import type { Reader } from "../warehouse/index.ts";

interface Scores {
  readonly filter: Filter;
  readonly by?: Grouping | null;
  readonly buckets?: readonly Bucket[];
  readonly basis?: "interaction";
  readonly signal?: AbortSignal | undefined;
}

/** Rows of `scores`: of the questions that the filter names, else of those that headlines count. */
export const readScores = (reader: Reader, { filter, by = null, buckets, basis, signal }: Scores) =>
  ask(reader, "scores", {
    filter,
    by,
    buckets,
    basis,
    signal,
    parameters: aboutQuestions(filter),
  });

/** The parameters by which a question of the catalogue knows which answers count. */
export const aboutQuestions = ({ questions = [] }: Filter) => ({
  any_about: questions.length === 0,
  about: questions.map((id) => id.toLowerCase()),
});

/** Whether a filter lets surveys pass, and not evaluations alone; of a filter, or of its copy in a document. */
export const asksCustomers = ({ sources }: { readonly sources?: unknown }): boolean =>
  !Array.isArray(sources) || sources.includes("surveys");
