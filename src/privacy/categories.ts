import type { Retained } from "./facts.ts";

/** Whom data is about. */
export type Subject = "customer" | "agent" | "evaluator";

/** What is held of people, as a record of processing has it: fields of one purpose together. */
export interface DataCategory {
  readonly subjects: readonly Subject[];
  /** Columns of the record, and tables of the warehouse that hold nothing else. */
  readonly fields: readonly string[];
  /** How long it stays: as long as the setting of this name says. */
  readonly kept: Retained | "rows";
}

/** By name; every column of the record is in one of them. */
export const categories = {
  answers: {
    subjects: ["customer", "agent"],
    fields: [
      ...["csat_score", "satisfied", "csat_index", "nps_score", "total_score", "csat_scores", "answers", "status"],
      ...["submit_date", "sent_date", "partial", "texts_read"],
    ],
    kept: "rows",
  },
  comments: { subjects: ["customer", "agent", "evaluator"], fields: ["comment"], kept: "comments" },
  interaction: {
    subjects: ["customer"],
    fields: [
      ...["interaction_id", "response_id", "survey_id", "evaluation_id", "genesys_url", "linked", "link_problem"],
      ...["interaction_start", "interaction_end", "duration_seconds", "wait_seconds", "total_talk_seconds"],
      ...["total_hold_seconds", "transfers", "media_type", "direction"],
    ],
    kept: "rows",
  },
  addresses: { subjects: ["customer"], fields: ["addresses"], kept: "rows" },
  agent: { subjects: ["agent"], fields: ["agent_id", "agent_name", "agents", "team_name"], kept: "agents" },
  evaluation: {
    subjects: ["evaluator", "agent"],
    fields: ["evaluator_id", "evaluator_name", "evaluator_csat_score"],
    kept: "agents",
  },
  work: {
    subjects: ["agent"],
    fields: ["talk_seconds", "hold_seconds", "acw_seconds", "handle_seconds", "wrap_up", "handled", "attribution"],
    kept: "agents",
  },
  organization: {
    subjects: ["agent"],
    fields: [
      ...["queue_id", "queue_name", "divisions", "form_id", "form_context_id", "form_name"],
      ...["source", "survey_type"],
    ],
    kept: "rows",
  },
} as const satisfies Record<string, DataCategory>;

export type CategoryName = keyof typeof categories;
