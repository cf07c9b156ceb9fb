import {
  type Answer,
  attribute,
  type Credit,
  type CsatRecord,
  type InteractionFacts,
  type Lead,
  type ScoreSettings,
} from "../../csat/index.ts";
import type { Row } from "../../warehouse/index.ts";

/** What the warehouse knows of a response beside its record. */
export interface Standing {
  readonly settled: boolean;
  readonly deleted: boolean;
  readonly retracted: boolean;
  readonly calibration: boolean;
  readonly released: boolean | null;
  readonly never_release: boolean | null;
  readonly redacted: boolean;
  /** Whether it counts, and stands where not all are asked for. */
  readonly listed: boolean;
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
  standing: Standing,
  lead: Lead | null,
  interaction: InteractionFacts | null,
  scores: ScoreSettings,
): ResponseRows {
  const { evaluation_id: _, survey_id: __, csat_scores, answers, divisions, wrap_up, agents, ...scalars } = record;
  const key = { organization_id: organization, response_id: record.response_id };
  return {
    response: {
      organization_id: organization,
      ...scalars,
      csat_scores: JSON.stringify(csat_scores),
      answers: JSON.stringify(answers),
      divisions: json(divisions),
      wrap_up: json(wrap_up),
      agents: json(agents),
      ...standing,
    },
    answer: answers.map((answer, position) => answerRow(organization, record.response_id, position, answer, lead)),
    attribution: attributionRows(record, interaction, scores).map((row) => ({ ...key, ...row })),
  };
}

/** Written out field by field: a million answers spread into rows took a third of the time that deriving them does. */
function answerRow(organization: string, response: string, position: number, one: Answer, lead: Lead | null): Row {
  const { answer, question_context_id, question_id } = one;
  return {
    organization_id: organization,
    response_id: response,
    position,
    question_id,
    question_context_id,
    question_group: one.group,
    question: one.question,
    type: one.type,
    role: one.role,
    lead: lead?.contextId != null && (lead.contextId === question_context_id || lead.contextId === question_id),
    answer: answer === null ? null : typeof answer === "object" ? JSON.stringify(answer) : String(answer),
    value: one.value,
    scale_min: one.scale_min,
    scale_max: one.scale_max,
    satisfaction: one.satisfaction,
    satisfied: one.satisfied,
    comment: one.comment,
    not_applicable: one.not_applicable,
  };
}

const rules = ["genesys", "last", "first", "longest", "all"] as const;

/** One row for each agent and queue that some rule credits, with the weight that each rule gives. */
function attributionRows(record: CsatRecord, interaction: InteractionFacts | null, scores: ScoreSettings): Row[] {
  const own = { kind: record.source, agentId: record.agent_id, queueId: record.queue_id };
  const { genesys, ...others } = attribute(interaction, own, scores);
  const credits: Readonly<Record<(typeof rules)[number], readonly Credit[]>> = {
    genesys: genesys ? [genesys] : [],
    ...others,
  };
  const rows = new Map<string, Record<string, string | number | null>>();
  for (const rule of rules) {
    for (const { agentId, queueId, weight } of credits[rule]) {
      const key = JSON.stringify([agentId, queueId]);
      const row = rows.get(key) ?? {
        agent_id: agentId,
        queue_id: queueId,
        ...Object.fromEntries(rules.map((name) => [`weight_${name}`, 0])),
      };
      row[`weight_${rule}`] = Number(row[`weight_${rule}`]) + weight;
      rows.set(key, row);
    }
  }
  return [...rows.values()];
}

/** The rows of an interaction, as one of its records names its people and places. */
export function interactionRows(
  organization: string,
  facts: InteractionFacts,
  record: CsatRecord,
): { readonly interaction: Row; readonly leg: readonly Row[] } {
  const key = { organization_id: organization, interaction_id: facts.id };
  return {
    interaction: {
      ...key,
      interaction_start: record.interaction_start,
      interaction_end: record.interaction_end,
      duration_seconds: record.duration_seconds,
      direction: facts.direction,
      division_ids: JSON.stringify(facts.divisionIds),
      wrap_up_codes: JSON.stringify(facts.wrapUpCodes),
      wait_seconds: record.wait_seconds,
      transfers: facts.transfers,
    },
    leg: (record.agents ?? []).map(({ wrap_up, ...leg }, position) => ({
      ...key,
      position,
      ...leg,
      media_type: mediaOf(facts.legs[position]),
      wrap_up: JSON.stringify(wrap_up),
    })),
  };
}

/** Of the earliest of a leg's longest sessions. */
function mediaOf(leg: InteractionFacts["legs"][number] | undefined): string | null {
  const longest = Math.max(...(leg?.sessions ?? []).map(({ connected }) => connected));
  return leg?.sessions.find(({ connected }) => connected === longest)?.mediaType ?? null;
}
