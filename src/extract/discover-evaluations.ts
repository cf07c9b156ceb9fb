import { cut, day, readTime } from "../base/index.ts";
import {
  answerHorizon,
  byEvaluator,
  type Context,
  candidatesOf,
  type EvaluationCandidate,
  isFinished,
  isPartial,
  maxSearchWindow,
  type PartialError,
  readStartDays,
  searchEvaluations,
  together,
} from "../collect/index.ts";

/** Names the evaluations submitted in the range: by search, else by start day, else by evaluator. */
export async function discoverEvaluations(context: Context): Promise<EvaluationCandidate[]> {
  const refusals: PartialError[] = [];
  for (const [route, words] of [
    [search, "by search"],
    [byStartDay, `by the day their interaction started, ${answerHorizon / day} days back`],
    [byEvaluator, "evaluator by evaluator, which misses those that a machine submitted"],
  ] as const) {
    try {
      const candidates = await route(context);
      if (refusals.length > 0) context.findings.note(`Evaluations were found ${words}: ${messages(refusals)}`);
      if (route === byEvaluator) {
        context.findings.miss(`Evaluations without an evaluator could not be looked for: ${messages(refusals)}`);
      }
      return candidates;
    } catch (error) {
      if (!isPartial(error)) throw error;
      refusals.push(error);
    }
  }
  throw together(refusals);
}

const messages = (refusals: readonly Error[]): string => refusals.map(({ message }) => message).join(" ");

async function search(context: Context): Promise<EvaluationCandidate[]> {
  const found = new Map<string, EvaluationCandidate>();
  for (const window of cut(context.request.range, maxSearchWindow)) {
    for await (const rows of searchEvaluations(context, window, { field: "submittedDate" })) {
      for (const candidate of rows.flatMap((row) => candidatesOf(context, row)))
        found.set(candidate.evaluationId, candidate);
    }
  }
  return [...found.values()];
}

/** Conversation details with an evaluation; whether one was submitted in the range is known only when it is read. */
async function byStartDay(context: Context): Promise<EvaluationCandidate[]> {
  await readStartDays(context, "evaluationId");
  return [...context.interactions.all()].flatMap(({ facts, evaluations }) =>
    evaluations.flatMap((totals) => {
      const event = readTime(totals.eventTime);
      const early = event !== null && event < context.request.range.from - day;
      const copy = totals.calibrationId != null || totals.deleted === true;
      const hidden = totals.released === false && !context.request.unreleased;
      if (!totals.evaluationId || early || copy || hidden || !isFinished(totals.evaluationStatus)) return [];
      return [
        {
          evaluationId: totals.evaluationId,
          conversationId: facts.id,
          formId: totals.formId ?? null,
          formContextId: totals.contextId ?? null,
        },
      ];
    }),
  );
}
