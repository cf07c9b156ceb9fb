import type { CsatRecord } from "../csat/index.ts";

/** The type of a column: `id` is a number that counts up for years, `names` a list of names, `json` all that has parts of its own. */
export type ColumnType = "text" | "number" | "count" | "id" | "boolean" | "time" | "names" | "json";

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

/** The kinds of export: one row a response, an answer, or a response and a leg of its interaction. */
export const rowKinds = ["responses", "answers", "legs"] as const;
/** The kind of one row: a response, an answer, or a response and a leg of its interaction. */
export type RowKind = (typeof rowKinds)[number];

/** The record, in its own order. */
const record = {
  interaction_id: "text",
  evaluation_id: "text",
  evaluator_id: "text",
  evaluator_name: "text",
  submit_date: "time",
  csat_scores: "json",
  agent_name: "text",
  queue_name: "text",
  duration_seconds: "number",
  source: "text",
  response_id: "text",
  survey_id: "text",
  survey_type: "text",
  status: "text",
  form_id: "text",
  form_context_id: "text",
  form_name: "text",
  csat_score: "number",
  satisfied: "boolean",
  csat_index: "number",
  evaluator_csat_score: "number",
  nps_score: "number",
  total_score: "number",
  comment: "text",
  partial: "boolean",
  sent_date: "time",
  answers: "json",
  agent_id: "text",
  queue_id: "text",
  team_name: "text",
  divisions: "names",
  media_type: "text",
  direction: "text",
  interaction_start: "time",
  interaction_end: "time",
  wait_seconds: "number",
  talk_seconds: "number",
  hold_seconds: "number",
  acw_seconds: "number",
  handle_seconds: "number",
  total_talk_seconds: "number",
  total_hold_seconds: "number",
  transfers: "count",
  wrap_up: "names",
  agents: "json",
  linked: "boolean",
  link_problem: "text",
  genesys_url: "text",
  texts_read: "boolean",
} as const satisfies Record<keyof CsatRecord, ColumnType>;

/** The lead question's answer, which the record has among its `answers`: a spreadsheet wants a column of it. */
const lead = { lead_question: "text", lead_answer: "text", lead_value: "number" } as const;

/** Why a response may not be listed. */
const flags = {
  settled: "boolean",
  deleted: "boolean",
  retracted: "boolean",
  calibration: "boolean",
  released: "boolean",
  never_release: "boolean",
  redacted: "boolean",
} as const;

const answer = {
  response_id: "text",
  source: "text",
  interaction_id: "text",
  submit_date: "time",
  status: "text",
  form_id: "text",
  form_context_id: "text",
  form_name: "text",
  agent_id: "text",
  agent_name: "text",
  queue_id: "text",
  queue_name: "text",
  media_type: "text",
  position: "count",
  question_id: "text",
  question_context_id: "text",
  question_group: "text",
  question: "text",
  type: "text",
  role: "text",
  lead: "boolean",
  answer: "text",
  value: "number",
  scale_min: "number",
  scale_max: "number",
  satisfaction: "number",
  satisfied: "boolean",
  comment: "text",
  not_applicable: "boolean",
} as const;

const leg = {
  response_id: "text",
  source: "text",
  interaction_id: "text",
  submit_date: "time",
  position: "count",
  agent_id: "text",
  agent_name: "text",
  queue_id: "text",
  queue_name: "text",
  media_type: "text",
  talk_seconds: "number",
  hold_seconds: "number",
  acw_seconds: "number",
  wrap_up: "names",
} as const;

/** Whose row it is, and its latest change that a reader can see. */
const change = { organization_id: "text", changed_at: "time", change_id: "id" } as const;

const listed = (types: Readonly<Record<string, ColumnType>>): readonly Column[] =>
  Object.entries(types).map(([name, type]) => ({ name, type }));

/** The columns of the record, in its order. */
export const recordColumns = listed(record);
export const leadColumns = listed(lead);
export const flagColumns = listed(flags);
/** The last columns of every row. */
export const changeColumns = listed(change);

/** Every column that rows of a kind can have. */
export const knownColumns: Readonly<Record<RowKind, readonly Column[]>> = {
  responses: [...recordColumns, ...leadColumns, ...flagColumns, ...changeColumns],
  answers: [...listed(answer), ...changeColumns],
  legs: [...listed(leg), ...changeColumns],
};

/** Columns that fit a cell of a spreadsheet. */
export const flat = (columns: readonly Column[]): readonly Column[] => columns.filter(({ type }) => type !== "json");
