import { readTime } from "../base/index.ts";
import { readScore } from "./answers.ts";
import { ownCredit } from "./attribution.ts";
import { buildRecord, type RecordContext } from "./build-record.ts";
import { csatScores } from "./csat-scores.ts";
import { type AnsweredEvaluation, readEvaluationAnswers } from "./evaluation-answers.ts";
import type { Question } from "./form.ts";
import { teamName } from "./names.ts";
import type { CsatRecord } from "./record.ts";
import { isAnsweredEvaluation, statusOfEvaluation } from "./status.ts";

interface EvaluationInput extends RecordContext {
  readonly evaluation: AnsweredEvaluation;
  /** The questions whose answers stand in `csat_scores`; every question stands in `answers`. */
  readonly labelled: readonly Question[];
}

/** The record of an evaluation, which belongs to the evaluated agent. */
export function evaluationRecord({ evaluation, labelled, ...context }: EvaluationInput): CsatRecord {
  const { form, interaction, names } = context;
  const answers = readEvaluationAnswers(evaluation, form);
  const shown = new Set(labelled.map(({ id }) => id));
  const agentId = evaluation.agent?.id ?? null;
  const genesys = ownCredit(interaction, {
    kind: "evaluation",
    agentId,
    queueId: evaluation.queue?.id ?? null,
  });
  return buildRecord(
    {
      source: "evaluation",
      id: evaluation.id,
      interactionId: evaluation.conversation?.id ?? interaction?.id ?? null,
      evaluator: { id: evaluation.evaluator?.id ?? null, name: evaluation.evaluator?.name },
      agent: { id: agentId, name: evaluation.agent?.name },
      queue: { id: genesys?.queueId ?? null, name: evaluation.queue?.name },
      teamName: teamName(interaction, agentId, names),
      submitted: readTime(evaluation.submittedDate),
      surveyType: null,
      status: statusOfEvaluation(evaluation),
      form: {
        id: evaluation.evaluationForm?.id ?? form?.id ?? null,
        contextId: evaluation.evaluationForm?.contextId ?? form?.contextId ?? null,
        name: evaluation.evaluationForm?.name ?? form?.name ?? null,
      },
      npsScore: null,
      totalScore: readScore(evaluation.answers?.totalScore),
      remark: evaluation.answers?.comments ?? null,
      partial: null,
      answers,
      csatScores: csatScores(answers, ({ question_id }) => shown.has(question_id)),
      textsRead: isAnsweredEvaluation(evaluation)
        ? evaluation.forgotten?.texts !== true && (evaluation.bulk?.textsRead ?? true)
        : null,
    },
    context,
  );
}
