/** The key columns of each table: a write replaces the rows that have the same. */
export const keys = {
  organization: ["organization_id"],
  fact: ["name"],
  document: ["organization_id", "kind", "id"],
  problem: ["organization_id", "kind", "id"],
  underived: ["organization_id", "source", "response_id"],
  sync_window: ["organization_id", "source", "from_time"],
  // A run may end before it knows its organization.
  sync_run: ["run_id"],
  lease: ["organization_id", "name"],
  form: ["organization_id", "form_id"],
  question: ["organization_id", "form_id", "question_id"],
  answer_option: ["organization_id", "form_id", "question_id", "option_id"],
  response: ["organization_id", "response_id"],
  answer: ["organization_id", "response_id", "position"],
  interaction: ["organization_id", "interaction_id"],
  interaction_division: ["organization_id", "interaction_id", "division_id"],
  interaction_wrap_up: ["organization_id", "interaction_id", "wrap_up_code_id"],
  leg: ["organization_id", "interaction_id", "position"],
  attribution: ["organization_id", "response_id", "agent_id", "queue_id"],
  change_mark: ["change_id"],
  tombstone: ["organization_id", "row_kind", "response_id", "position"],
  handled: ["organization_id", "day", "dimension", "id"],
  erased: ["organization_id", "kind", "hmac"],
  erasure: ["organization_id", "erasure_id"],
  agent: ["organization_id", "agent_id"],
  queue: ["organization_id", "queue_id"],
  team: ["organization_id", "team_id"],
  division: ["organization_id", "division_id"],
  wrap_up_code: ["organization_id", "wrap_up_code_id"],
} as const satisfies Record<string, readonly string[]>;

export type Table = keyof typeof keys;

/** Tables whose rows may have no organization: such a row may be of each. */
export const unassigned: ReadonlySet<string> = new Set<Table>(["sync_run"]);
