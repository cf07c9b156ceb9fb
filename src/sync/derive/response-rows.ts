import {
  attribute,
  type Credit,
  type CsatRecord,
  type Form,
  type InteractionFacts,
  type Lead,
  type ScoreSettings,
} from "../../csat/index.ts";
import type { Row } from "../../warehouse/index.ts";
import { knownPerson } from "../documents/erasures.ts";
import { answerRows } from "./answer-rows.ts";

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
}

/** The rows of one response. */
export interface ResponseRows {
  readonly response: Row;
  readonly answer: readonly Row[];
  readonly attribution: readonly Row[];
}

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

/** The record as a row: ids of its source stand in `response_id`, lists and objects in JSON. */
export function responseRows(
  organization: string,
  record: CsatRecord,
  flags: ResponseFlags,
  { form, lead, agentId }: { readonly form: Form | null; readonly lead: Lead | null; readonly agentId: string | null },
  interaction: InteractionFacts | null,
  scores: ScoreSettings,
): ResponseRows {
  const { evaluation_id: _, survey_id: __, csat_scores, answers, divisions, wrap_up, agents, ...scalars } = record;
  const { submit_date, sent_date, interaction_start } = record;
  const own = {
    organization_id: organization,
    response_id: record.response_id,
    submit_date,
    sent_date,
    interaction_start,
  };
  return {
    response: {
      organization_id: organization,
      ...scalars,
      csat_scores: JSON.stringify(csat_scores),
      answers: JSON.stringify(answers),
      divisions: json(divisions),
      wrap_up: json(wrap_up),
      agents: json(agents),
      ...flags,
    },
    answer: answerRows(organization, record, form, lead),
    attribution: attributionRows(record, agentId, interaction, scores).map((row) => ({ ...own, ...row })),
  };
}

const rules = ["genesys", "last", "first", "longest", "all"] as const;

/** One row for each agent and queue that some rule credits, with the weight that each rule gives. */
function attributionRows(
  record: CsatRecord,
  agentId: string | null,
  interaction: InteractionFacts | null,
  scores: ScoreSettings,
): Row[] {
  const own = { kind: record.source, agentId, queueId: record.queue_id };
  const { genesys, ...others } = attribute(interaction, own, scores);
  const credits: Readonly<Record<(typeof rules)[number], readonly Credit[]>> = {
    genesys: genesys ? [genesys] : [],
    ...others,
  };
  const rows = new Map<string, Record<string, string | number | null>>();
  for (const rule of rules) {
    for (const { agentId: id, queueId, weight } of credits[rule]) {
      const known = knownPerson(id);
      const key = JSON.stringify([known, queueId]);
      const row = rows.get(key) ?? {
        agent_id: known,
        queue_id: queueId,
        ...Object.fromEntries(rules.map((name) => [`weight_${name}`, 0])),
      };
      row[`weight_${rule}`] = Number(row[`weight_${rule}`]) + weight;
      rows.set(key, row);
    }
  }
  return [...rows.values()];
}
