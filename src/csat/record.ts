import type { Answer } from "./answers.ts";

/**
 * One response with its answers, linked to the interaction that earned it. The first nine keys are the record that
 * tutorials promise; null wherever something is not known. Times are ISO 8601 in UTC; seconds are rounded to tenths.
 */
export interface CsatRecord {
  /** Conversation id (`conversation.id`). */
  readonly interaction_id: string | null;
  /** Evaluations only. */
  readonly evaluation_id: string | null;
  /** Evaluations only: who submitted it; null where a machine did, `forgotten` where a warehouse does not know any more. */
  readonly evaluator_id: string | null;
  readonly evaluator_name: string | null;
  /** Survey: `completedDate`. Evaluation: `submittedDate`. */
  readonly submit_date: string | null;
  /** Question text to the option's value, the NPS score, the free text, or the chosen texts of a multiple selection. */
  readonly csat_scores: Readonly<Record<string, CsatScore>>;
  /** The response's own agent: the survey's, or the evaluated one. */
  readonly agent_name: string | null;
  /** The response's own queue; for an evaluation without one, the queue of the evaluated agent's last leg. */
  readonly queue_name: string | null;
  /** `conversationEnd` − `conversationStart`; null while the interaction is live. */
  readonly duration_seconds: number | null;
  readonly source: "survey" | "evaluation";
  /** Survey id or evaluation id. */
  readonly response_id: string;
  /** Surveys only. */
  readonly survey_id: string | null;
  /** Surveys only: Web or Voice. */
  readonly survey_type: string | null;
  /** Genesys' word in one spelling: Finished, InProgress, OptOut … */
  readonly status: string | null;
  /** Id of the form version that was answered. */
  readonly form_id: string | null;
  /** The same for every version of the form. */
  readonly form_context_id: string | null;
  readonly form_name: string | null;
  /** Surveys only: the lead question's satisfaction, 0 to 1. */
  readonly csat_score: number | null;
  /** Surveys only: whether the lead question's answer is in the top boxes of its scale. */
  readonly satisfied: boolean | null;
  /** Surveys only: mean satisfaction over the answered questions of role csat, 0 to 1. */
  readonly csat_index: number | null;
  /** Evaluations only: the lead question's satisfaction, an evaluator's judgement, 0 to 1. */
  readonly evaluator_csat_score: number | null;
  /** 0 to 10 (`answers.npsScore`, else the NPS question's). */
  readonly nps_score: number | null;
  /** Genesys' own score of the response, 0 to 100 (`answers.totalScore`); of a survey read in bulk a whole number, as analytics has it. */
  readonly total_score: number | null;
  /** First free text that is not blank, else the NPS explanation, else (evaluations) the comment on the whole. */
  readonly comment: string | null;
  /** Surveys only: finished although required questions are unanswered (`missingRequiredAnswer`). */
  readonly partial: boolean | null;
  /** When the invitation went out; only survey aggregates have it. */
  readonly sent_date: string | null;
  /** Every question of the answered form version, in form order. */
  readonly answers: readonly Answer[];
  readonly agent_id: string | null;
  readonly queue_id: string | null;
  /** Survey: `agentTeam`. Evaluation: the team of the evaluated agent in the interaction. */
  readonly team_name: string | null;
  /** Names, in Genesys' order; null for one whose name is not returned. */
  readonly divisions: readonly (string | null)[] | null;
  /** Of the agent's longest session: voice, chat, email, message, callback … */
  readonly media_type: string | null;
  /** inbound or outbound (`originatingDirection`, else the agent's session). */
  readonly direction: string | null;
  readonly interaction_start: string | null;
  readonly interaction_end: string | null;
  /** `tAcd` over all queues; null where the interaction was never queued. */
  readonly wait_seconds: number | null;
  /** Of the agent's own legs: `tTalkComplete`, else `tTalk`. */
  readonly talk_seconds: number | null;
  /** Of the agent's own legs: `tHeldComplete`, else `tHeld`. */
  readonly hold_seconds: number | null;
  /** Of the agent's own legs: `tAcw`. */
  readonly acw_seconds: number | null;
  /** Talk, hold and after-call work of the agent's own legs together. */
  readonly handle_seconds: number | null;
  /** Talk and hold over all legs in `agents`. */
  readonly total_talk_seconds: number | null;
  readonly total_hold_seconds: number | null;
  /** `nTransferred` over all sessions. */
  readonly transfers: number | null;
  /** Names of the interaction's wrap-up codes in order of time, once each; null for one whose name is not returned. */
  readonly wrap_up: readonly (string | null)[] | null;
  /** Every agent's part on every queue, in order of first start. */
  readonly agents: readonly AgentLeg[] | null;
  /** Whether the interaction was found. */
  readonly linked: boolean;
  /** Why it was not, as a sentence. */
  readonly link_problem: string | null;
  /** The interaction in Genesys' own interface. */
  readonly genesys_url: string | null;
  /**
   * Whether `comment`, and whatever else was written, is known: false where only the chosen answers were read, and
   * where free texts are not kept so long. Null where
   * nothing was answered, or its answers were not read.
   */
  readonly texts_read: boolean | null;
}

/** A value of `csat_scores`. */
export type CsatScore = number | string | readonly string[];

/** One agent's part in an interaction, durations in seconds. */
export interface AgentLeg {
  /** Null of a person who was erased from a warehouse. */
  readonly agent_id: string | null;
  readonly agent_name: string | null;
  readonly queue_id: string | null;
  readonly queue_name: string | null;
  readonly talk_seconds: number;
  readonly hold_seconds: number;
  readonly acw_seconds: number;
  readonly wrap_up: readonly (string | null)[];
}
