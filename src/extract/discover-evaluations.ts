import { cut, day, readTime } from "../base/index.ts";
import {
  byEvaluator,
  candidatesOf,
  type EvaluationCandidate,
  type Interactions,
  isFinished,
  isPartial,
  type Job,
  maxSearch,
  type PartialError,
  readStartDays,
  searchEvaluations,
  together,
} from "../collect/index.ts";

/** Names the evaluations submitted in the range: by search, else by start day, else by evaluator. */
export async function discoverEvaluations(job: Job, interactions: Interactions): Promise<EvaluationCandidate[]> {
  const refusals: PartialError[] = [];
  for (const [route, words] of [
    [search, "by search"],
    [byStartDay, "by the day their interaction started, 100 days back"],
    [byEvaluator, "evaluator by evaluator, which misses those that a machine submitted"],
  ] as const) {
    try {
      const candidates = await route(job, interactions);
      if (refusals.length > 0) job.findings.note(`Evaluations were found ${words}: ${messages(refusals)}`);
      if (route === byEvaluator) {
        job.findings.miss(`Evaluations without an evaluator could not be looked for: ${messages(refusals)}`);
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

async function search(job: Job): Promise<EvaluationCandidate[]> {
  const found = new Map<string, EvaluationCandidate>();
  for (const window of cut(job.request.range, maxSearch)) {
    for await (const rows of searchEvaluations(job, window, { field: "submittedDate" })) {
      for (const candidate of rows.flatMap((row) => candidatesOf(job, row)))
        found.set(candidate.evaluationId, candidate);
    }
  }
  return [...found.values()];
}

/** Conversation details with an evaluation; whether one was submitted in the range is known only when it is read. */
async function byStartDay(job: Job, interactions: Interactions): Promise<EvaluationCandidate[]> {
  await readStartDays(job, interactions, "evaluationId");
  return [...interactions.all()].flatMap(({ facts, evaluations }) =>
    evaluations.flatMap((totals) => {
      const event = readTime(totals.eventTime);
      const early = event !== null && event < job.request.range.from - day;
      const copy = totals.calibrationId != null || totals.deleted === true;
      const hidden = totals.released === false && !job.request.unreleased;
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
