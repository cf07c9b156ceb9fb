import {
  attribute,
  type Credit,
  type CsatRecord,
  type Form,
  type InteractionFacts,
  type Lead,
  type ScoreSettings,
} from "../../csat/index.ts";
import type { Value } from "../../warehouse/index.ts";
import { knownPerson } from "../documents/erasures.ts";
import { answerRows } from "./answer-rows.ts";
import type { NewRow } from "./new-row.ts";

/** What the warehouse knows of a response in addition to its record. */
export interface ResponseFlags {
  readonly settled: boolean;
  /** Whether the customer began to answer; null for evaluations. */
  readonly started: boolean | null;
  readonly deleted: boolean;
  readonly retracted: boolean;
  readonly calibration: boolean;
  /** Whether the release of an evaluation has come; null for surveys. */
  readonly released: boolean | null;
  /** ISO time of the release, which may lie ahead. */
  readonly release_date: string | null;
  readonly never_release: boolean | null;
  readonly redacted: boolean;
  /** Whether its answers were read with others', without its document. */
  readonly in_bulk: boolean;
  /** Whether it counts, and stands where not all are asked for. */
  readonly listed: boolean;
  /** Teams whose names were asked for; JSON. */
  readonly team_ids: string | null;
  /** That its document is not kept any more, so that its rows cannot be made again; null where it is. */
  readonly without_document: true | null;
}

/** The rows of one response. */
export interface ResponseRows {
  readonly response: NewRow;
  readonly answer: readonly NewRow[];
  readonly attribution: readonly NewRow[];
}

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

/** What is known of a row after it is made: the hashes of what it shows, and the numbers of its changes. */
export const ofChanges = [
  "row_hash",
  "answers_hash",
  "legs_hash",
  "legs",
  "answer_hash",
  "attribution_hash",
  "change_id",
  "changed_at",
  "answers_change_id",
  "legs_change_id",
  "legs_changed_at",
] as const;

type Column =
  | Exclude<keyof CsatRecord, "evaluation_id" | "survey_id">
  | keyof ResponseFlags
  | (typeof ofChanges)[number]
  | "organization_id";

/** The record as a row: ids of its source stand in `response_id`, lists and objects in JSON. */
export function responseRows(
  organization: string,
  record: CsatRecord,
  flags: ResponseFlags,
  { form, lead, agentId }: { readonly form: Form | null; readonly lead: Lead | null; readonly agentId: string | null },
  interaction: InteractionFacts | null,
  scores: ScoreSettings,
): ResponseRows {
  // Written out: an object of so many fields that is made by spreading others is a table of names and values.
  const response: Record<Column, Value> = {
    organization_id: organization,
    interaction_id: record.interaction_id,
    evaluator_id: record.evaluator_id,
    evaluator_name: record.evaluator_name,
    submit_date: record.submit_date,
    agent_name: record.agent_name,
    queue_name: record.queue_name,
    duration_seconds: record.duration_seconds,
    source: record.source,
    response_id: record.response_id,
    survey_type: record.survey_type,
    status: record.status,
    form_id: record.form_id,
    form_context_id: record.form_context_id,
    form_name: record.form_name,
    csat_score: record.csat_score,
    satisfied: record.satisfied,
    csat_index: record.csat_index,
    evaluator_csat_score: record.evaluator_csat_score,
    nps_score: record.nps_score,
    total_score: record.total_score,
    comment: record.comment,
    partial: record.partial,
    sent_date: record.sent_date,
    agent_id: record.agent_id,
    queue_id: record.queue_id,
    team_name: record.team_name,
    media_type: record.media_type,
    direction: record.direction,
    interaction_start: record.interaction_start,
    interaction_end: record.interaction_end,
    wait_seconds: record.wait_seconds,
    talk_seconds: record.talk_seconds,
    hold_seconds: record.hold_seconds,
    acw_seconds: record.acw_seconds,
    handle_seconds: record.handle_seconds,
    total_talk_seconds: record.total_talk_seconds,
    total_hold_seconds: record.total_hold_seconds,
    transfers: record.transfers,
    linked: record.linked,
    link_problem: record.link_problem,
    genesys_url: record.genesys_url,
    texts_read: record.texts_read,
    csat_scores: JSON.stringify(record.csat_scores),
    answers: JSON.stringify(record.answers),
    divisions: json(record.divisions),
    wrap_up: json(record.wrap_up),
    agents: json(record.agents),
    settled: flags.settled,
    started: flags.started,
    deleted: flags.deleted,
    retracted: flags.retracted,
    calibration: flags.calibration,
    released: flags.released,
    release_date: flags.release_date,
    never_release: flags.never_release,
    redacted: flags.redacted,
    in_bulk: flags.in_bulk,
    listed: flags.listed,
    team_ids: flags.team_ids,
    without_document: flags.without_document,
    row_hash: null,
    answers_hash: null,
    legs_hash: null,
    legs: null,
    answer_hash: null,
    attribution_hash: null,
    change_id: null,
    changed_at: null,
    answers_change_id: null,
    legs_change_id: null,
    legs_changed_at: null,
  };
  return {
    response,
    answer: answerRows(organization, record, form, lead),
    attribution: attributionRows(organization, record, agentId, interaction, scores),
  };
}

const rules = ["genesys", "last", "first", "longest", "all"] as const;

/** One row for each agent and queue that some rule credits, with the weight that each rule gives. */
function attributionRows(
  organization: string,
  record: CsatRecord,
  agentId: string | null,
  interaction: InteractionFacts | null,
  scores: ScoreSettings,
): NewRow[] {
  const own = { kind: record.source, agentId, queueId: record.queue_id };
  const { genesys, ...others } = attribute(interaction, own, scores);
  const credits: Readonly<Record<(typeof rules)[number], readonly Credit[]>> = {
    genesys: genesys ? [genesys] : [],
    ...others,
  };
  const rows: Credited[] = [];
  for (const rule of rules) {
    for (const { agentId: id, queueId, weight } of credits[rule]) {
      const known = knownPerson(id);
      let row = rows.find(({ agent_id, queue_id }) => agent_id === known && queue_id === queueId);
      if (row === undefined) {
        row = {
          organization_id: organization,
          response_id: record.response_id,
          submit_date: record.submit_date,
          sent_date: record.sent_date,
          interaction_start: record.interaction_start,
          agent_id: known,
          queue_id: queueId,
          weight_genesys: 0,
          weight_last: 0,
          weight_first: 0,
          weight_longest: 0,
          weight_all: 0,
        };
        rows.push(row);
      }
      row[`weight_${rule}`] += weight;
    }
  }
  return rows;
}

type Credited = NewRow & Record<`weight_${(typeof rules)[number]}`, number>;
