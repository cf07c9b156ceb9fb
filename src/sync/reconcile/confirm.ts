import { contains, cut, day } from "../../base/index.ts";
import {
  chunks,
  confirmDeleted,
  type EvaluationStub,
  evaluationStubOfRow,
  isPartial,
  maxSearchWindow,
  searchEvaluations,
} from "../../collect/index.ts";
import type { SyncContext } from "../context.ts";
import { findGrownDays } from "../sweeps/recount.ts";
import type { Counted } from "./listed.ts";

/** Values of one criterion of the evaluation search. */
const idsPerSearch = 50;

/**
 * What the search lists of evaluations that the warehouse lacks. What analytics counts as an evaluation is not documented: it may
 * be one that is not submitted yet, or one deleted since. Null where the search cannot be asked.
 */
export async function findSubmitted(
  context: SyncContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, EvaluationStub> | null> {
  const { request, clock } = context;
  const found = new Map<string, EvaluationStub>();
  const range = { from: request.range.from - day, to: clock.now() };
  try {
    for (const chunk of chunks(ids, idsPerSearch)) {
      const search = { field: "submittedDate", ids: chunk } as const;
      for await (const { rows } of searchEvaluations(context, cut(range, maxSearchWindow), search))
        for (const row of rows) found.set(row.id, evaluationStubOfRow(row));
    }
    return found;
  } catch (error) {
    if (!isPartial(error)) throw error;
    context.findings.note(`Whether Genesys still has the missing evaluations is not known. ${error.message}`);
    return null;
  }
}

/**
 * Which of these surveys, of which nothing is stored or an earlier state, analytics has heard of since the last sync, however long ago it dates them: the
 * next one opens their days again.
 */
export async function findHeardLate(context: SyncContext, surveys: readonly Counted[]): Promise<ReadonlySet<string>> {
  if (surveys.length === 0) return new Set();
  const days = await findGrownDays(context, context.request.range);
  const isLate = ({ at }: Counted): boolean => days.some((one) => contains(one, at));
  return new Set(surveys.filter(isLate).map(({ id }) => id));
}

/** Surveys that were deleted after the range that is compared. */
export const findDeletedSince = (context: SyncContext, ids: readonly string[]): Promise<ReadonlySet<string>> =>
  context.request.range.to < context.clock.now() ? confirmDeleted(context, ids) : Promise.resolve(new Set());
