import { answerHorizon, isoTime, PermissionError } from "../base/index.ts";
import { decode, endpoints, evaluatorActivity } from "../genesys/index.ts";
import { candidatesOf, readRow } from "./evaluation-row.ts";
import { type FetchContext, readPages } from "./fetch-context.ts";
import { isPartial, reasonOf } from "./findings.ts";
import { idsPerRequest } from "./limits.ts";
import type { EvaluationCandidate } from "./stubs.ts";

/**
 * Evaluations evaluator by evaluator: the last resort where neither search nor analytics is permitted. The times of both
 * listings mean the date of assignment, so they reach back as far as an evaluation may stay open.
 */
export async function byEvaluator(context: FetchContext): Promise<EvaluationCandidate[]> {
  const { range } = context.request;
  const period = {
    startTime: isoTime(range.from - answerHorizon),
    endTime: isoTime(range.to),
    pageSize: idsPerRequest,
  };
  const found = new Map<string, EvaluationCandidate>();
  for (const evaluatorUserId of await listEvaluators(context, period)) {
    const query = { evaluatorUserId, includeDeletedUsers: true, ...period };
    try {
      for await (const page of readPages(context, endpoints.evaluationsQuery, { query })) {
        const rows = page.flatMap((item) => readRow(context, item, endpoints.evaluationsQuery, range));
        for (const candidate of rows.flatMap((row) => candidatesOf(context, row)))
          found.set(candidate.evaluationId, candidate);
      }
    } catch (error) {
      if (!isPartial(error) || error instanceof PermissionError) throw error;
      const sentence = `Evaluations of evaluator ${evaluatorUserId} could not all be read. ${error.message}`;
      context.findings.leaveOpen(range, sentence);
    }
  }
  return [...found.values()];
}

async function listEvaluators(
  context: FetchContext,
  query: Readonly<Record<string, string | number>>,
): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const page of readPages(context, endpoints.evaluatorsActivity, { query })) {
    for (const item of page) {
      try {
        const { evaluator, numEvaluationsWithoutViewPermission: hidden } = decode(evaluatorActivity, item, {
          endpoint: endpoints.evaluatorsActivity,
        });
        if (evaluator?.id) ids.add(evaluator.id);
        if (hidden) context.findings.miss(`${hidden} evaluations are hidden from this OAuth client.`);
      } catch (error) {
        context.findings.leaveOpen(context.request.range, `An evaluator listed cannot be read. ${reasonOf(error)}`);
      }
    }
  }
  return ids;
}
