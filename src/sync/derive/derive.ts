import { setImmediate } from "node:timers/promises";
import { isoTime } from "../../base/index.ts";
import type { Warehouse } from "../../warehouse/index.ts";
import { type Definition, definitionId } from "../definition.ts";
import { contentHash } from "../documents/kept.ts";
import { markResponses } from "../documents/mark.ts";
import { readSql } from "../sql.ts";
import { type Book, readBook } from "./book.ts";
import { clearRows } from "./clear-rows.ts";
import { type Evidence, type ResponseKey, readEvidence } from "./evidence.ts";
import { definitionRows } from "./form-rows.ts";
import { interactionRows } from "./interaction-rows.ts";
import { type Derivation, tell } from "./records.ts";
import { type Made, replaceRows } from "./replace-rows.ts";
import { responseRows } from "./rows.ts";

const releasesDue = readSql("releases-due");

/**
 * Responses in one transaction: their interactions, some 10 kB each, are in memory together, and each of a dozen statements
 * scans a whole table.
 */
const batch = 500;

/** How often a response is noted, mostly: for its sighting, its document, and its interaction. */
const timesNoted = 3;

export interface DeriveOptions {
  readonly organizationId: string;
  readonly definition: Definition;
  readonly interactionUrl: (id: string) => string | null;
  /** The present by Genesys' clock, milliseconds since 1970: by it evaluations are released. */
  readonly now: number;
  readonly signal?: AbortSignal | undefined;
  /** Told after each batch how many responses it derived. */
  readonly onDerived?: (responses: number) => void;
}

/**
 * Derives the rows of every response whose documents have changed since its rows were written. A response's rows are a
 * function of what is stored, whatever order it came in. Stopped at any point it goes on from there.
 */
export async function derive(warehouse: Warehouse, options: DeriveOptions): Promise<void> {
  const { organizationId: organization, definition, interactionUrl, now, signal, onDerived } = options;
  let derivation: Derivation | null = null;
  await markResponses(warehouse, organization);
  for (;;) {
    signal?.throwIfAborted();
    const keys = await nextUnderived(warehouse, organization);
    if (keys.length === 0) return;
    derivation ??= { book: await writeBook(warehouse, organization, definition), definition, interactionUrl, now };
    const evidence = await readEvidence(warehouse, organization, keys);
    const made = await makeRows(organization, derivation, evidence, keys);
    await warehouse.transaction((tx) => replaceRows(tx, organization, keys, made), signal);
    onDerived?.(keys.length);
  }
}

/**
 * The next responses to derive, in the order in which they were noted, which is much that of their documents: what they are
 * made of, and the rows that they replace, lie side by side. Where any 500 of a million were taken, a second of
 * processor time went into finding them, and what they deleted held memory in every part of a table.
 */
async function nextUnderived(warehouse: Warehouse, organization: string): Promise<readonly ResponseKey[]> {
  const noted = await warehouse.query(
    `SELECT source, response_id FROM underived
     WHERE organization_id = $organization AND source IN ('survey', 'evaluation') LIMIT ${batch * timesNoted}`,
    { organization },
  );
  const keys = new Map(
    noted.map(({ source, response_id }): [string, ResponseKey] => [
      `${source} ${response_id}`,
      { source: source === "survey" ? "survey" : "evaluation", id: String(response_id) },
    ]),
  );
  return [...keys.values()].slice(0, batch);
}

/**
 * Derives everything again, as from nothing; the documents are all that is needed. Stopped before all rows are deleted, it is
 * begun again by the next sync or rebuild, which finds no definition; stopped later, it is gone on with.
 */
export async function rederive(warehouse: Warehouse, options: DeriveOptions): Promise<void> {
  const { organizationId: organization, definition, signal } = options;
  const name = definitionOf(organization);
  await warehouse.transaction(async (tx) => {
    await tx.run("DELETE FROM fact WHERE name = $name", { name });
    await tx.run("DELETE FROM underived WHERE organization_id = $organization", { organization });
    await tx.run(
      `INSERT INTO underived
       SELECT organization_id, CASE WHEN kind LIKE 'survey%' THEN 'survey' ELSE 'evaluation' END, id FROM document
       WHERE organization_id = $organization AND kind IN ('survey', 'survey-sighting', 'evaluation', 'evaluation-sighting')`,
      { organization },
    );
  }, signal);
  await clearRows(warehouse, organization, signal);
  await warehouse.transaction((tx) => tx.put("fact", [{ name, value: definitionId(definition) }]), signal);
  await derive(warehouse, options);
}

/** Notes the evaluations whose scheduled release has come: their rows change without another document. */
export const markReleased = (warehouse: Warehouse, { organizationId, now }: DeriveOptions): Promise<void> =>
  warehouse.transaction(async (tx) => {
    await tx.run(releasesDue, { organization: organizationId, now: isoTime(now) });
  });

/** The definition by which the stored rows were derived; null where none were. */
export async function storedDefinition(
  warehouse: Pick<Warehouse, "query">,
  organization: string,
): Promise<string | null> {
  const [row] = await warehouse.query("SELECT value FROM fact WHERE name = $name", {
    name: definitionOf(organization),
  });
  return typeof row?.["value"] === "string" ? row["value"] : null;
}

const definitionOf = (organization: string): string => `definition ${organization}`;

/** Forms and names change rarely: their rows are written whole, before the responses that refer to them, if at all. */
async function writeBook(warehouse: Warehouse, organization: string, definition: Definition): Promise<Book> {
  const book = await readBook(warehouse, organization, definition.scores);
  const name = `book ${organization}`;
  const tables = definitionRows(organization, book);
  const value = contentHash(JSON.stringify(tables));
  const [written] = await warehouse.query("SELECT value FROM fact WHERE name = $name", { name });
  if (written?.["value"] === value) return book;
  await warehouse.transaction(async (tx) => {
    for (const [table, rows] of tables) await tx.put(table, rows);
    await tx.put("fact", [{ name, value }]);
  });
  return book;
}

/** Responses between two looks at whatever else the process does. */
const together = 16;

async function makeRows(
  organization: string,
  derivation: Derivation,
  evidence: Evidence,
  keys: readonly ResponseKey[],
): Promise<Made> {
  const made: Made = {
    response: [],
    answer: [],
    attribution: [],
    interaction: [],
    leg: [],
    interaction_division: [],
    interaction_wrap_up: [],
  };
  const interactions = new Set<string>();
  for (const [index, key] of keys.entries()) {
    if (index % together === 0) await setImmediate();
    const told = tell(derivation, evidence, key);
    if (told === null) continue;
    const { record, form, standing, interactionId } = told;
    const facts = evidence.interaction(interactionId);
    const asked = { form, lead: derivation.book.lead(form) };
    const rows = responseRows(organization, record, standing, asked, facts, derivation.definition.scores);
    const hashes = { answer_hash: hashOf(rows.answer), attribution_hash: hashOf(rows.attribution) };
    made.response.push({ ...rows.response, ...hashes });
    made.answer.push(...rows.answer);
    made.attribution.push(...rows.attribution);
    if (facts === null || interactions.has(facts.id)) continue;
    interactions.add(facts.id);
    const of = interactionRows(organization, facts, record);
    made.interaction.push({ ...of.interaction, interaction_hash: hashOf(of) });
    made.leg.push(...of.leg);
    made.interaction_division.push(...of.interaction_division);
    made.interaction_wrap_up.push(...of.interaction_wrap_up);
  }
  return made;
}

const hashOf = (rows: unknown): string => contentHash(JSON.stringify(rows));
