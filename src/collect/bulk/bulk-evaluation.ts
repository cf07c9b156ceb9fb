import { z } from "zod";
import type { AnsweredEvaluation } from "../../csat/index.ts";
import { decode, endpoints, evaluation, known, type WireEvaluation } from "../../genesys/index.ts";
import { isPartial } from "../findings.ts";
import type { EvaluationRow, SearchedEvaluation } from "../stubs.ts";
import type { ListedFigures } from "./cross-checks.ts";

/**
 * An evaluation as it is stored: its document, or what the bulk route knows of it, in the same fields. `bulk` is of our own
 * making and distinguishes them.
 */
export const storedEvaluation = known({
  ...evaluation.shape,
  bulk: known({
    /** Whether nothing was written in it that was not read. */
    textsRead: z.boolean(),
    /** Whether it is known which questions were hidden or declined; absent where they are not. */
    marksRead: z.boolean().nullish(),
  }).nullish(),
});

type WireGroupScore = NonNullable<NonNullable<NonNullable<WireEvaluation["answers"]>["questionGroupScores"]>[number]>;
export type WireScore = NonNullable<NonNullable<WireGroupScore["questionScores"]>[number]>;

/** Whether the search shows the answers in addition to the totals, which no documentation promises. */
export const carriesAnswers = ({ row }: SearchedEvaluation): boolean => {
  const groups = decoded(row)?.answers?.questionGroupScores ?? [];
  return groups.some(({ questionScores }) => (questionScores ?? []).length > 0);
};

/**
 * The evaluation with the answers that were searched for, or with those that its row has; null where the row cannot be read
 * as an evaluation.
 */
export function bulkEvaluation(
  { row }: SearchedEvaluation,
  searched: readonly WireScore[] | null,
): AnsweredEvaluation | null {
  const wire = decoded(row);
  if (wire === null) return null;
  if (searched === null) return { ...wire, bulk: { textsRead: false, marksRead: true } };
  const answers = { totalScore: wire.answers?.totalScore, questionGroupScores: [{ questionScores: [...searched] }] };
  return { ...wire, answers, bulk: { textsRead: false } };
}

/** What the search lists in addition to the answers. A failed kill question may decide the total alone. */
export function listedFigures({ row }: SearchedEvaluation): ListedFigures {
  const { success, data } = failedRow.safeParse(row);
  const isFailed = success && data.answers?.anyFailedKillQuestions === true;
  return { totalScore: decoded(row)?.answers?.totalScore ?? null, isFailed };
}

const failedRow = z.object({ answers: z.object({ anyFailedKillQuestions: z.boolean().nullish() }).nullish() });

function decoded(row: EvaluationRow): WireEvaluation | null {
  try {
    return decode(evaluation, row, { endpoint: endpoints.evaluationsSearch });
  } catch (error) {
    if (isPartial(error)) return null;
    throw error;
  }
}
