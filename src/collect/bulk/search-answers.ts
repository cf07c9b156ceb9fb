import { type Interval, readTime } from "../../base/index.ts";
import { endpoints } from "../../genesys/index.ts";
import type { FetchContext } from "../fetch-context.ts";
import { isPartial } from "../findings.ts";
import { searchEvaluations } from "../search-evaluations.ts";
import type { SearchedEvaluation } from "../stubs.ts";
import { type AnswerSearch, type QuestionSearches, scoreOf } from "./answer-searches.ts";
import { listedFigures, type WireScore } from "./bulk-evaluation.ts";
import type { Unusable } from "./grouped-answers.ts";

/** Evaluations whose answers are searched for together: of one form version, listed by one search. */
export interface SearchedGroup {
  readonly formId: string;
  readonly window: Interval;
  readonly systemSubmitted: boolean;
  readonly listed: ReadonlyMap<string, SearchedEvaluation>;
}

/** What was found of one question. */
export interface FoundAnswers {
  /** By evaluation id; one without an answer is absent. */
  readonly scores: ReadonlyMap<string, WireScore>;
  /** Those that have changed since they were listed. */
  readonly changed: ReadonlySet<string>;
  /** Why the search cannot be believed, as a sentence; null where nothing speaks against it. */
  readonly doubt: string | null;
}

/** Searches of an answer end with an empty page, since no search says that nothing follows. */
const pagesPerSearch = 2;

/** Requests that searching for these answers costs, as far as each evaluation has one answer to each question. */
export const costOf = (questions: readonly QuestionSearches[], evaluations: number): number =>
  pagesPerSearch * questions.reduce((sum, { searches }) => sum + searches.length, 0) +
  Math.ceil((questions.length * evaluations) / endpoints.evaluationsSearch.pages.size);

/** What each of these evaluations answered to one question, 100 in a request. */
export async function searchAnswers(
  context: FetchContext,
  group: SearchedGroup,
  asked: QuestionSearches,
): Promise<FoundAnswers | Unusable> {
  const found = new Map<string, AnswerSearch[]>();
  const changed = new Set<string>();
  let doubt: string | null = null;
  const problems: string[] = [];
  const searching = withProblems(context, problems);
  const isDone = (): boolean => doubt !== null || (asked.isExclusive && found.size + changed.size >= group.listed.size);
  try {
    for (const search of asked.searches) {
      if (isDone()) break;
      for await (const { rows } of searchEvaluations(searching, [group.window], criteriaOf(group, search))) {
        for (const row of rows) {
          const listed = group.listed.get(row.id);
          if (!listed || changed.has(row.id)) continue;
          const before = found.get(row.id) ?? [];
          if (isChanged(listed, { ...listed, row })) {
            changed.add(row.id);
            found.delete(row.id);
          } else if (asked.isExclusive && before.length > 0)
            doubt = `The search gives two answers to question ${asked.question.id} of evaluation ${row.id}.`;
          else found.set(row.id, [...before, search]);
        }
        if (isDone()) break;
      }
      const [problem] = problems;
      if (problem !== undefined) return { unusable: problem, forGood: false };
    }
  } catch (error) {
    if (!isPartial(error)) throw error;
    const status = "status" in error ? Number(error.status) : 0;
    return { unusable: error.message, forGood: status >= 400 && status < 500 && status !== 408 };
  }
  const scores = new Map<string, WireScore>();
  for (const [id, answers] of found) {
    const score = scoreOf(asked, answers);
    if (score !== null) scores.set(id, score);
  }
  return { scores, changed, doubt };
}

/** Whether an evaluation is another by now than it was when it was listed. */
const isChanged = (before: SearchedEvaluation, now: SearchedEvaluation): boolean => stateOf(before) !== stateOf(now);

function stateOf(searched: SearchedEvaluation): string {
  const { status, submittedDate, changedDate, releaseDate, neverRelease } = searched.row;
  const times = [submittedDate, changedDate, releaseDate].map(readTime);
  // Enum values may come in any case.
  return JSON.stringify([status?.toLowerCase(), times, neverRelease ?? null, listedFigures(searched).totalScore]);
}

const criteriaOf = ({ systemSubmitted }: SearchedGroup, { questionId, answerId }: AnswerSearch) => ({
  field: "submittedDate" as const,
  systemSubmitted: [systemSubmitted],
  criteria: [
    { type: "EXACT", field: "questionId", value: questionId },
    { type: "EXACT", field: "questionAnswerId", value: answerId },
  ],
});

/** What these searches lack is read one by one: no stretch of time stays open for it, and nothing is missing. */
const withProblems = (context: FetchContext, problems: string[]): FetchContext => ({
  ...context,
  findings: {
    ...context.findings,
    leaveOpen: (_, sentence) => void problems.push(sentence),
    note: (sentence) => void problems.push(sentence),
    problem: (_kind, _id, reason) => void problems.push(reason),
  },
});
