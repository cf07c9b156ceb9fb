import { isoTime } from "../base/index.ts";
import { type Answer, isAnswered } from "./answers.ts";
import type { Form } from "./form.ts";
import type { InteractionFacts } from "./interaction.ts";
import { interactionColumns } from "./interaction-columns.ts";
import { type Lead, leadAnswerOf } from "./lead.ts";
import { type Names, nameOf } from "./names.ts";
import type { CsatRecord } from "./record.ts";

/** What a record is made of in addition to the response itself. */
export interface RecordContext {
  /** The form version that was answered; null where it could not be read. */
  readonly form: Form | null;
  readonly lead: Lead | null;
  /** Null where it was not found; then `linkProblem` has the reason. */
  readonly interaction: InteractionFacts | null;
  readonly linkProblem: string | null;
  readonly names: Names;
  /** Where Genesys shows an interaction; null where that is not known. */
  readonly interactionUrl: (id: string) => string | null;
}

/** A survey or an evaluation, as far as their records have the same fields. */
interface Response {
  readonly source: CsatRecord["source"];
  readonly id: string;
  readonly interactionId: string | null;
  readonly evaluator: Reference;
  readonly agent: Reference;
  readonly queue: Reference;
  readonly teamName: string | null;
  /** Milliseconds since 1970 UTC. */
  readonly submitted: number | null;
  readonly surveyType: string | null;
  readonly status: string | null;
  readonly form: { readonly id: string | null; readonly contextId: string | null; readonly name: string | null };
  readonly npsScore: number | null;
  readonly totalScore: number | null;
  /** Written about the whole response, not about one question. */
  readonly remark: string | null;
  readonly partial: boolean | null;
  readonly answers: readonly Answer[];
  readonly csatScores: CsatRecord["csat_scores"];
  readonly textsRead: boolean | null;
}

interface Reference {
  readonly id: string | null;
  readonly name?: string | null | undefined;
}

/** The record of a response, its keys in the documented order. */
export function buildRecord(
  response: Response,
  { lead, interaction, linkProblem, names, interactionUrl }: RecordContext,
): CsatRecord {
  const { answers, agent, queue } = response;
  const survey = response.source === "survey";
  const leadAnswer = leadAnswerOf(answers, lead);
  const columns = interactionColumns(interaction, agent.id, names);
  return {
    interaction_id: response.interactionId,
    evaluation_id: survey ? null : response.id,
    evaluator_id: response.evaluator.id,
    evaluator_name: nameOf(names.user, response.evaluator),
    submit_date: response.submitted === null ? null : isoTime(response.submitted),
    csat_scores: response.csatScores,
    agent_name: nameOf(names.user, agent),
    queue_name: nameOf(names.queue, queue),
    duration_seconds: columns.duration_seconds,
    source: response.source,
    response_id: response.id,
    survey_id: survey ? response.id : null,
    survey_type: response.surveyType,
    status: response.status,
    form_id: response.form.id,
    form_context_id: response.form.contextId,
    form_name: response.form.name,
    csat_score: survey ? (leadAnswer?.satisfaction ?? null) : null,
    satisfied: survey ? (leadAnswer?.satisfied ?? null) : null,
    csat_index: survey ? meanSatisfaction(answers) : null,
    evaluator_csat_score: survey ? null : (leadAnswer?.satisfaction ?? null),
    nps_score: response.npsScore ?? answers.find(isNpsAnswer)?.value ?? null,
    total_score: response.totalScore,
    comment: firstComment(answers) ?? notBlank(response.remark),
    partial: response.partial,
    sent_date: null,
    answers,
    agent_id: agent.id,
    queue_id: queue.id,
    team_name: response.teamName,
    // Written out: an object made by spreading others has its fields in a separate list, with room to grow.
    divisions: columns.divisions,
    media_type: columns.media_type,
    direction: columns.direction,
    interaction_start: columns.interaction_start,
    interaction_end: columns.interaction_end,
    wait_seconds: columns.wait_seconds,
    talk_seconds: columns.talk_seconds,
    hold_seconds: columns.hold_seconds,
    acw_seconds: columns.acw_seconds,
    handle_seconds: columns.handle_seconds,
    total_talk_seconds: columns.total_talk_seconds,
    total_hold_seconds: columns.total_hold_seconds,
    transfers: columns.transfers,
    wrap_up: columns.wrap_up,
    agents: columns.agents,
    linked: interaction !== null,
    link_problem: interaction ? null : (linkProblem ?? "The interaction was not found."),
    genesys_url: response.interactionId === null ? null : interactionUrl(response.interactionId),
    texts_read: response.textsRead,
  };
}

function meanSatisfaction(answers: readonly Answer[]): number | null {
  const known = answers.flatMap(({ satisfaction }) => (satisfaction === null ? [] : [satisfaction]));
  return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : null;
}

const isNpsAnswer = (answer: Answer): boolean => isNps(answer) && isAnswered(answer);

/** An answer whose question is not known has no type; its role then comes from the field it stood in. */
const isNps = ({ type, role }: Answer): boolean => type === "npsQuestion" || (type === null && role === "nps");

const isFreeText = ({ type, role }: Answer): boolean =>
  type === "freeTextQuestion" || (type === null && role === "comment");

function firstComment(answers: readonly Answer[]): string | null {
  for (const answer of answers) {
    const text = isFreeText(answer) && typeof answer.answer === "string" ? notBlank(answer.answer) : null;
    if (text !== null) return text;
  }
  for (const answer of answers) {
    const text = isNps(answer) ? notBlank(answer.comment) : null;
    if (text !== null) return text;
  }
  return null;
}

const notBlank = (text: string | null): string | null => (text?.trim() ? text : null);
