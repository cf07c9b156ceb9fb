import { type CommonTable, readThrough } from "./common-tables.ts";
import { views } from "./organization-scope.ts";
import type { Table } from "./tables.ts";
import type { Reader } from "./warehouse.ts";

/** A part of one organization: the responses of these agents, and of what is theirs alone. */
export interface Part {
  readonly organizationId: string;
  /** Ids. */
  readonly agents: readonly string[];
  /** Ids of teams, whose responses these are. */
  readonly teams: readonly string[];
  /** Ids: of an interaction that was nowhere else. */
  readonly divisions: readonly string[];
  /** Whether what was written is in it. */
  readonly texts: boolean;
}

/**
 * Responses of it, and who is in it. Nothing that is not listed: an evaluation that is not released is not its agent's yet. Of teams of
 * one name, a response does not say which it is of: it is seen by whoever may see all of them.
 */
const responses = `SELECT * FROM response WHERE organization_id = $scoped_organization AND listed AND (
  agent_id = ANY ($scoped_agents)
  OR team_name IN (
    SELECT team.name FROM team WHERE team.organization_id = $scoped_organization
    GROUP BY team.name HAVING bool_and(team.team_id = ANY ($scoped_teams))
  )
  OR interaction_id IN (
    SELECT inside.interaction_id FROM interaction_division AS inside
    WHERE inside.organization_id = $scoped_organization
    GROUP BY inside.interaction_id HAVING bool_and(inside.division_id = ANY ($scoped_divisions))
  )
)`;
const people = "SELECT DISTINCT agent_id FROM scoped_response WHERE agent_id IS NOT NULL";

/** No row of it. */
const nothing = "false";
const ofResponse = "response_id IN (SELECT response.response_id FROM response)";
const ofInteraction = "interaction_id IN (SELECT response.interaction_id FROM response)";
const ofPerson = "agent_id IN (SELECT scoped_person.agent_id FROM scoped_person)";
const ofForm = "form_id IN (SELECT response.form_id FROM response)";

/** Tables that are not written by key. */
type OutsideKeys = "change_counter" | "address_key" | "migration";

/**
 * Which rows of each table are in a part: a condition in which `response` has its responses alone. A table that is new does not
 * compile until it has one here. What tells of the whole organization has none: runs, problems, documents (of everybody who took
 * part), how much was handled, what was removed.
 */
const rowsOfPart: Readonly<Record<Exclude<Table, "response"> | OutsideKeys, string>> = {
  organization: "organization_id = $scoped_organization",
  // From when on and by which definition it was read; else it counts, or is of the whole.
  fact: "name IN ('since ' || CAST($scoped_organization AS VARCHAR), 'definition ' || CAST($scoped_organization AS VARCHAR))",
  document: nothing,
  problem: nothing,
  underived: nothing,
  sync_window: "organization_id = $scoped_organization",
  sync_run: nothing,
  lease: nothing,
  change_mark: nothing,
  change_counter: nothing,
  address_key: nothing,
  migration: nothing,
  tombstone: nothing,
  handled: nothing,
  erased: nothing,
  erasure: nothing,
  form: ofForm,
  question: ofForm,
  answer_option: ofForm,
  answer: ofResponse,
  interaction: ofInteraction,
  interaction_division: ofInteraction,
  interaction_wrap_up: ofInteraction,
  leg: `${ofInteraction} AND ${ofPerson}`,
  attribution: `${ofResponse} AND ${ofPerson}`,
  agent: ofPerson,
  queue: "queue_id IN (SELECT response.queue_id FROM response UNION SELECT leg.queue_id FROM leg)",
  team: "name IN (SELECT response.team_name FROM response)",
  division: "division_id IN (SELECT interaction_division.division_id FROM interaction_division)",
  wrap_up_code: "wrap_up_code_id IN (SELECT interaction_wrap_up.wrap_up_code_id FROM interaction_wrap_up)",
};

/** All that a part has a rule for. */
export const partNames: readonly string[] = ["response", ...Object.keys(rowsOfPart), ...views];

/** What the conditions above read. */
const readBy: Partial<Readonly<Record<string, readonly string[]>>> = {
  queue: ["leg"],
  division: ["interaction_division"],
  wrap_up_code: ["interaction_wrap_up"],
};

const unlessTexts = (column: string, without = "NULL"): string =>
  `CASE WHEN $scoped_texts THEN ${column} ELSE ${without} END`;
const none = (column: string): string => `CASE WHEN false THEN ${column} END`;
const isPerson = "evaluator_id IN (SELECT scoped_person.agent_id FROM scoped_person)";
const ifPerson = (column: string): string => `CASE WHEN ${isPerson} THEN ${column} END`;
/** Without any evaluator, an evaluation would be a machine's. */
const personOrHidden = (column: string): string =>
  `CASE WHEN evaluator_id IS NULL OR ${isPerson} THEN ${column} ELSE 'hidden' END`;

/** Columns about other people, about texts, or about how much changed in the whole warehouse. */
const masks: Readonly<Record<string, (column: string) => string>> = {
  evaluator_id: personOrHidden,
  evaluator_name: ifPerson,
  agents: none,
  comment: unlessTexts,
  answers: (column) => unlessTexts(column, "'[]'"),
  csat_scores: (column) => unlessTexts(column, "'{}'"),
  change_id: none,
  answers_change_id: none,
  legs_change_id: none,
};

/** Of an answer: a text that was written is its answer. */
const answerMasks: typeof masks = {
  ...masks,
  answer: (column) =>
    `CASE WHEN $scoped_texts OR NOT (type = 'freeTextQuestion' OR (type IS NULL AND role = 'comment')) THEN ${column} END`,
};

/** A reader to which the warehouse holds this part alone. */
export async function scopeToPart<Given extends Reader>(reader: Given, part: Part): Promise<Given> {
  const columns = await readColumns(reader);
  const masked = (table: string, from: string, by = masks): string => {
    const names = columns.get(table) ?? [];
    return `SELECT ${names.map((name) => `${by[name]?.(name) ?? name} AS ${name}`).join(", ")} FROM ${from}`;
  };
  const response = ["scoped_response", "scoped_person", "response"];
  const tables: readonly CommonTable[] = [
    { name: "scoped_response", sql: responses },
    { name: "scoped_person", sql: people, reads: ["scoped_response"] },
    { name: "response", sql: masked("response", "scoped_response"), reads: response },
    ...Object.entries(rowsOfPart).map(([name, condition]) => ({
      name,
      sql:
        condition === nothing
          ? `SELECT * FROM ${name} WHERE ${nothing}`
          : `${masked(name, name, name === "answer" ? answerMasks : masks)} WHERE ${isOrganized(columns, name) ? "organization_id = $scoped_organization AND " : ""}(${condition})`,
      reads: [...response, ...(readBy[name] ?? [])],
    })),
    ...views.map((name) => ({ name, sql: `${masked(name, name)} WHERE ${ofResponse}`, reads: response })),
  ];
  return readThrough(reader, tables, {
    scoped_organization: part.organizationId,
    scoped_agents: part.agents,
    scoped_teams: part.teams,
    scoped_divisions: part.divisions,
    scoped_texts: part.texts,
  });
}

const isOrganized = (columns: Columns, table: string): boolean =>
  columns.get(table)?.includes("organization_id") ?? false;

type Columns = ReadonlyMap<string, readonly string[]>;

/** What has rows in a part. */
const readable: readonly string[] = [
  "response",
  ...views,
  ...Object.entries(rowsOfPart).flatMap(([name, condition]) => (condition === nothing ? [] : [name])),
];

/** The columns of each, in order: of a row of nulls, since a warehouse that is only read does not answer about its catalogue. */
async function readColumns(reader: Reader): Promise<Columns> {
  const columns = readable.map(async (name) => {
    const [row] = await reader.query(
      `SELECT empty.* FROM (SELECT 1 AS one) AS single LEFT JOIN ${name} AS empty ON 1 = 0`,
    );
    return [name, Object.keys(row ?? {})] as const;
  });
  return new Map(await Promise.all(columns));
}
