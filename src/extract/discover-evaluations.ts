import { cut, day, isoTime, readTime } from "../base/index.ts";
import { byPage, endpoints } from "../genesys/index.ts";
import { type EvaluationCandidate, isFinished } from "./candidate.ts";
import { readRow } from "./evaluation-row.ts";
import { byEvaluator } from "./evaluators.ts";
import { isPartial, type PartialError, together } from "./findings.ts";
import type { Interactions } from "./interactions.ts";
import type { Job } from "./job.ts";
import { readStartDays } from "./start-day.ts";

/** A search takes at most 3 months, and three months can be 89 days. */
const longest = 88 * day;

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

/** `POST /quality/evaluations/search`: the org-wide listing, people's evaluations and machines' asked separately. */
async function search(job: Job): Promise<EvaluationCandidate[]> {
  const found = new Map<string, EvaluationCandidate>();
  for (const window of cut(job.request.range, longest)) {
    for (const systemSubmitted of [false, true]) {
      const period = { startValue: isoTime(window.from), endValue: isoTime(window.to) };
      const body = {
        systemSubmitted,
        pageSize: 100,
        sortBy: "submittedDate",
        sortOrder: "ASC",
        query: [{ type: "DATE_RANGE", field: "submittedDate", ...period }],
      };
      for await (const page of byPage(job.genesys, endpoints.evaluationsSearch, { body }, job.signal)) {
        for (const candidate of page.flatMap((item) => readRow(job, item)))
          found.set(candidate.evaluationId, candidate);
      }
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
