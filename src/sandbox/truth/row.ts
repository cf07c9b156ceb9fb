import type { Role } from "../model.ts";

/** A value of `csat_scores`. */
export type ExpectedScore = number | string | readonly string[];

/** What `afterword extract` must print for one question, key by key. */
export interface ExpectedAnswer {
  readonly question_id: string;
  readonly question_context_id: string;
  /** Null, like the question, where the form is redacted. */
  readonly group: string | null;
  readonly question: string | null;
  readonly type: string;
  readonly role: Role;
  readonly answer: ExpectedScore | null;
  /** The chosen option's value or the NPS score. */
  readonly value: number | null;
  /** The lowest value of the scale. */
  readonly scale_min: number | null;
  /** The highest one. */
  readonly scale_max: number | null;
  /** From 0 to 1. */
  readonly satisfaction: number | null;
  readonly satisfied: boolean | null;
  readonly comment: string | null;
  readonly not_applicable: boolean;
}

/** What `afterword extract` must print of one agent's part, durations in seconds. */
export interface ExpectedLeg {
  readonly agent_id: string;
  readonly agent_name: string | null;
  readonly queue_id: string | null;
  readonly queue_name: string | null;
  readonly talk_seconds: number;
  readonly hold_seconds: number;
  readonly acw_seconds: number;
  readonly wrap_up: readonly (string | null)[];
}

/** The columns from the interaction; all null where analytics does not return it. */
export interface ExpectedJourney {
  readonly duration_seconds: number | null;
  readonly divisions: readonly (string | null)[] | null;
  readonly media_type: string | null;
  readonly direction: string | null;
  readonly interaction_start: string | null;
  readonly interaction_end: string | null;
  readonly wait_seconds: number | null;
  readonly talk_seconds: number | null;
  readonly hold_seconds: number | null;
  readonly acw_seconds: number | null;
  readonly handle_seconds: number | null;
  readonly total_talk_seconds: number | null;
  readonly total_hold_seconds: number | null;
  readonly transfers: number | null;
  readonly wrap_up: readonly (string | null)[] | null;
  readonly agents: readonly ExpectedLeg[] | null;
}

/** The columns from the response itself, with the names of the people in it. */
export interface ExpectedResponse {
  readonly interaction_id: string;
  readonly evaluation_id: string | null;
  readonly evaluator_id: string | null;
  readonly evaluator_name: string | null;
  readonly submit_date: string;
  readonly csat_scores: Readonly<Record<string, ExpectedScore>>;
  readonly agent_name: string | null;
  readonly queue_name: string | null;
  readonly source: "survey" | "evaluation";
  readonly response_id: string;
  readonly survey_id: string | null;
  readonly survey_type: string | null;
  readonly status: string;
  readonly form_id: string;
  readonly form_context_id: string;
  readonly form_name: string;
  readonly csat_score: number | null;
  readonly satisfied: boolean | null;
  readonly csat_index: number | null;
  readonly evaluator_csat_score: number | null;
  readonly nps_score: number | null;
  readonly total_score: number | null;
  readonly comment: string | null;
  readonly partial: boolean | null;
  readonly answers: readonly ExpectedAnswer[];
  readonly agent_id: string | null;
  readonly queue_id: string | null;
  readonly team_name: string | null;
}

/** One row of the record. `link_problem` only has to be a sentence, whichever. */
export interface ExpectedRow extends ExpectedResponse, ExpectedJourney {
  readonly sent_date: null;
  readonly linked: boolean;
  readonly link_problem: string | null;
  readonly genesys_url: null;
  /** Whether every text is read; a reader that leaves texts out says so. */
  readonly texts_read: true;
}

/** Puts a row together in the record's own order of keys. */
export const inOrder = (response: ExpectedResponse, journey: ExpectedJourney, linked: boolean): ExpectedRow => ({
  interaction_id: response.interaction_id,
  evaluation_id: response.evaluation_id,
  evaluator_id: response.evaluator_id,
  evaluator_name: response.evaluator_name,
  submit_date: response.submit_date,
  csat_scores: response.csat_scores,
  agent_name: response.agent_name,
  queue_name: response.queue_name,
  duration_seconds: journey.duration_seconds,
  source: response.source,
  response_id: response.response_id,
  survey_id: response.survey_id,
  survey_type: response.survey_type,
  status: response.status,
  form_id: response.form_id,
  form_context_id: response.form_context_id,
  form_name: response.form_name,
  csat_score: response.csat_score,
  satisfied: response.satisfied,
  csat_index: response.csat_index,
  evaluator_csat_score: response.evaluator_csat_score,
  nps_score: response.nps_score,
  total_score: response.total_score,
  comment: response.comment,
  partial: response.partial,
  sent_date: null,
  answers: response.answers,
  agent_id: response.agent_id,
  queue_id: response.queue_id,
  team_name: response.team_name,
  divisions: journey.divisions,
  media_type: journey.media_type,
  direction: journey.direction,
  interaction_start: journey.interaction_start,
  interaction_end: journey.interaction_end,
  wait_seconds: journey.wait_seconds,
  talk_seconds: journey.talk_seconds,
  hold_seconds: journey.hold_seconds,
  acw_seconds: journey.acw_seconds,
  handle_seconds: journey.handle_seconds,
  total_talk_seconds: journey.total_talk_seconds,
  total_hold_seconds: journey.total_hold_seconds,
  transfers: journey.transfers,
  wrap_up: journey.wrap_up,
  agents: journey.agents,
  linked,
  link_problem: linked ? null : "Analytics does not return this interaction.",
  genesys_url: null,
  texts_read: true,
});
