import { isoTime } from "../../base/index.ts";
import type { Evaluation, FormVersion, Interaction, Survey } from "../model.ts";
import { expectedAnswers, expectedComment, expectedHeadline, expectedScores } from "./answers.ts";
import type { Names } from "./names.ts";
import type { ExpectedAnswer, ExpectedResponse } from "./row.ts";

/** A finished survey: every answered question counts. */
export function expectedSurvey(survey: Survey, form: FormVersion, completed: number, names: Names): ExpectedResponse {
  const answers = expectedAnswers(form, survey.answers);
  const headline = expectedHeadline(form, answers);
  return {
    ...shared(survey, form, completed, answers),
    evaluation_id: null,
    evaluator_id: null,
    evaluator_name: null,
    csat_scores: expectedScores(answers, () => true),
    agent_name: names.user(survey.agentId),
    queue_name: names.queue(survey.queueId),
    source: "survey",
    survey_id: survey.id,
    survey_type: survey.type,
    csat_score: headline.satisfaction,
    satisfied: headline.satisfied,
    csat_index: headline.index,
    evaluator_csat_score: null,
    nps_score: headline.nps,
    total_score: survey.totalScore,
    comment: expectedComment(answers, null),
    partial: survey.missingRequiredAnswer,
    agent_id: survey.agentId,
    queue_id: survey.queueId,
    team_name: names.team(survey.teamId),
  };
}

/**
 * A finished evaluation, of which only the labelled questions stand in `csat_scores`; roles alone decide the score.
 * `interaction` is null where analytics does not return it: the queue may then be unknown.
 */
export function expectedEvaluation(
  evaluation: Evaluation,
  form: FormVersion,
  submitted: number,
  labelled: ReadonlySet<string>,
  interaction: Interaction | null,
  names: Names,
): ExpectedResponse {
  const answers = expectedAnswers(form, evaluation.answers);
  const headline = expectedHeadline(form, answers);
  const { agentId, evaluatorId } = evaluation;
  const leg = interaction?.legs.findLast((one) => one.agentId === agentId);
  const there = interaction?.participants.find(({ userId, purpose }) => userId === agentId && purpose === "agent");
  const queueId = evaluation.queueId ?? leg?.queueId ?? null;
  return {
    ...shared(evaluation, form, submitted, answers),
    evaluation_id: evaluation.id,
    evaluator_id: evaluatorId,
    evaluator_name: names.user(evaluatorId),
    csat_scores: expectedScores(answers, ({ question_id }) => labelled.has(question_id)),
    agent_name: names.user(agentId),
    queue_name: names.queue(queueId),
    source: "evaluation",
    survey_id: null,
    survey_type: null,
    csat_score: null,
    satisfied: null,
    csat_index: null,
    evaluator_csat_score: headline.satisfaction,
    nps_score: headline.nps,
    total_score: evaluation.totalScore,
    comment: expectedComment(answers, evaluation.comments),
    partial: null,
    agent_id: agentId,
    queue_id: queueId,
    team_name: names.team(there?.teamId ?? null),
  };
}

/** Ids of the questions that a label chooses, by their own text or by their group's name. */
export function labelledQuestions(form: FormVersion, labels: readonly string[]): ReadonlySet<string> {
  const matches = (text: string) => labels.some((label) => text.toLowerCase().includes(label.toLowerCase()));
  return new Set(
    form.groups.flatMap(({ name, questions }) =>
      questions.filter(({ text }) => matches(name) || matches(text)).map(({ id }) => id),
    ),
  );
}

const shared = (
  response: Survey | Evaluation,
  form: FormVersion,
  submitted: number,
  answers: readonly ExpectedAnswer[],
) => ({
  interaction_id: response.interactionId,
  submit_date: isoTime(submitted),
  response_id: response.id,
  status: "Finished",
  form_id: form.id,
  form_context_id: form.contextId,
  form_name: form.name,
  answers,
});

/**
 * When the survey was completed, if it stands finished at `now` and analytics has heard of it; null otherwise, also
 * after it was deleted.
 */
export function completedAt({ events }: Survey, now: number, heard: number): number | null {
  const last = events.findLast(({ time }) => time <= now);
  return last?.status === "Finished" && last.eventTime <= heard ? last.time : null;
}

/** When the evaluation was last submitted, if it stands as one that an extraction may take; null otherwise. */
export function submittedAt(evaluation: Evaluation, now: number, unreleased: boolean): number | null {
  const past = evaluation.events.filter(({ time }) => time <= now);
  const happened = (status: string) => past.findLast((event) => event.status === status);
  const status = past.findLast(({ status }) => status !== "Released" && status !== "Rescored")?.status;
  const released = happened("Released") !== undefined && !evaluation.neverRelease;
  if (status !== "Finished" || evaluation.calibrationId !== null || !(released || unreleased)) return null;
  return happened("Finished")?.time ?? null;
}
