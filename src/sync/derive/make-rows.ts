import { setImmediate } from "node:timers/promises";
import { plain } from "../../base/index.ts";
import type { Problem } from "../../collect/index.ts";
import type { Row, Table, Warehouse } from "../../warehouse/index.ts";
import type { Flawed } from "../documents/flaws.ts";
import { addKept, keepLegs, linkAsBefore } from "./add-kept.ts";
import { buildRecord, type Derivation } from "./build-record.ts";
import { changeHashes } from "./change-hashes.ts";
import { hashOf } from "./hash-of.ts";
import { type InteractionRows, interactionRows } from "./interaction-rows.ts";
import { changeRows, type Since } from "./kept-rows.ts";
import type { NewRow } from "./new-row.ts";
import type { Made } from "./replace-rows.ts";
import { responseRows } from "./response-rows.ts";
import { type ResponseKey, readSourceDocuments, type SomeSources } from "./source-documents.ts";
import { readStoredRows, type StoredRows } from "./stored-rows.ts";

type Known = Pick<Since, "forgotten" | "survey" | "evaluation">;

/** The rows of some responses, and the problems found on the way. */
export interface Derived {
  /** The responses that they are of: all that were asked for, or as many as are not too much to write at once. */
  readonly keys: readonly ResponseKey[];
  /** Those whose old rows stay: no other could be made, or they are what is left of a response, and nothing more is known. */
  readonly staying: ReadonlySet<ResponseKey>;
  readonly made: Made;
  readonly looked: readonly Flawed[];
  readonly problems: readonly Problem[];
}

/** Responses that are read before control goes back to the event loop. */
const yieldEvery = 16;
/** Characters of rows in one transaction, more or less: a question's text stands in the rows of each of its answers. */
const maxCharacters = 16_000_000;

/**
 * Makes the rows of the next responses. A response whose rows cannot be made, or stored, costs only itself and is a problem: it keeps
 * its rows, but for what is not to be in them any more.
 * @param refused why the database did not take the rows of these; null where none were made yet
 */
export async function makeRows(
  warehouse: Pick<Warehouse, "query" | "misfits">,
  organization: string,
  derivation: Derivation,
  wanted: readonly ResponseKey[],
  refused: unknown = null,
): Promise<Derived> {
  const made: Made = {
    response: [],
    answer: [],
    attribution: [],
    interaction: [],
    leg: [],
    interaction_division: [],
    interaction_wrap_up: [],
  };
  const keys: ResponseKey[] = [];
  const staying = new Set<ResponseKey>();
  const looked: Flawed[] = [];
  const problems: Problem[] = [];
  /** The legs of each interaction whose rows are made. */
  const legs = new Map<string, readonly Row[]>();
  let characters = 0;
  /** @returns its legs */
  const addInteraction = (id: string, rows: InteractionRows): readonly Row[] => {
    const misfits: string[] = [];
    const { interaction, leg } = rows;
    fitRows(warehouse, "leg", leg, misfits);
    fitRows(warehouse, "interaction", [interaction], misfits);
    interaction["interaction_hash"] = hashOf([interaction], leg, rows.interaction_division, rows.interaction_wrap_up);
    made.interaction.push(interaction);
    made.leg.push(...leg);
    made.interaction_division.push(...rows.interaction_division);
    made.interaction_wrap_up.push(...rows.interaction_wrap_up);
    legs.set(id, leg);
    const linked: Flawed = { kind: "row", id: `of interaction ${id}` };
    looked.push(linked);
    problems.push(...problemOf(linked, misfits));
    return leg;
  };
  const addStored = (key: ResponseKey, kept: StoredRows, known: Known): void => {
    const { redact, erasures, now } = derivation;
    const after = changeRows(kept, { ...known, redact, erasures, now });
    if (!addKept(made, legs, { before: kept, after })) staying.add(key);
    characters += 2 * String(after.response["answers"]).length;
  };
  /** @returns whether its rows could be made */
  const addResponse = (documents: SomeSources, kept: StoredRows | undefined, key: ResponseKey): boolean => {
    keys.push(key);
    const flawed = flawedResponse(key);
    looked.push(flawed);
    if (refused !== null) {
      problems.push(failureOf(key, refused));
      return false;
    }
    try {
      const forgotten = kept && documents.forgotten(key);
      if (kept && forgotten) {
        addStored(key, kept, {
          forgotten,
          survey: key.source === "survey" ? documents.surveyStub(key.id) : null,
          evaluation: key.source === "evaluation" ? documents.evaluationStub(key.id) : null,
        });
        return true;
      }
      const derived = buildRecord(derivation, documents, key);
      if (derived === null) return true;
      const { record, form, flags, interactionId, agentId } = derived;
      const facts = documents.interaction(interactionId);
      const asked = { form, lead: derivation.referenceData.lead(form), agentId };
      const rows = responseRows(organization, record, flags, asked, facts, derivation.definition.scores);
      const misfits: string[] = [];
      const { response, answer } = rows;
      const isLeft = kept !== undefined && documents.isForgotten(interactionId);
      const attribution = isLeft ? linkAsBefore(rows, kept) : rows.attribution;
      fitRows(warehouse, "answer", answer, misfits);
      fitRows(warehouse, "attribution", attribution, misfits);
      fitRows(warehouse, "response", [response], misfits);
      response["answer_hash"] = hashOf(answer);
      response["attribution_hash"] = hashOf(attribution);
      const own =
        facts && (legs.get(facts.id) ?? addInteraction(facts.id, interactionRows(organization, facts, record)));
      Object.assign(response, changeHashes(response, answer, isLeft ? kept.leg : (own ?? [])));
      if (isLeft) keepLegs(response, kept.response);
      made.response.push(response);
      made.answer.push(...answer);
      made.attribution.push(...attribution);
      problems.push(...problemOf(flawed, misfits));
      characters += 2 * String(response["answers"]).length;
      return true;
    } catch (error) {
      problems.push(failureOf(key, error));
      return false;
    }
  };
  const addFailed = async (failed: readonly ResponseKey[]): Promise<void> => {
    const ids = failed.map(({ id }) => id);
    const stored = await readStoredRows(warehouse, organization, ids);
    for (const key of failed) {
      const kept = stored.get(key.id);
      try {
        if (kept) addStored(key, kept, { forgotten: {}, survey: null, evaluation: null });
        else staying.add(key);
      } catch {
        // Its problem is known.
        staying.add(key);
      }
    }
  };
  for await (const documents of readSourceDocuments(warehouse, organization, wanted)) {
    const stored = await readKept(warehouse, organization, documents);
    const failed: ResponseKey[] = [];
    for (const [index, key] of documents.keys.entries()) {
      if (index % yieldEvery === 0) await setImmediate();
      if (characters > maxCharacters) break;
      if (!addResponse(documents, stored.get(key.id), key)) failed.push(key);
    }
    await addFailed(failed);
    if (characters > maxCharacters) break;
  }
  return { keys, staying, made, looked, problems };
}

/** The stored rows of responses that are not made of documents alone: of some of which no document, or no interaction, is kept. */
async function readKept(
  warehouse: Pick<Warehouse, "query">,
  organization: string,
  documents: SomeSources,
): Promise<ReadonlyMap<string, StoredRows>> {
  const ids = documents.keys.filter(documents.isIncomplete).map(({ id }) => id);
  return await readStoredRows(warehouse, organization, ids);
}

const flawedResponse = ({ source, id }: ResponseKey): Flawed => ({ kind: "row", id: `of ${source} ${id}` });

/** Why there are no rows of a response. */
export const failureOf = (key: ResponseKey, error: unknown): Problem => ({
  ...flawedResponse(key),
  reason: `Its rows could not be made: ${plain(error instanceof Error ? error.message : String(error)).slice(0, 200)}`,
});

/** Leaves out every value that its column does not take; a sentence about each is added to `misfits`. */
export function fitRows(
  { misfits: misfitsOf }: Pick<Warehouse, "misfits">,
  table: Table,
  rows: readonly NewRow[],
  misfits: string[],
): void {
  for (const row of rows) {
    for (const column of misfitsOf(table, row)) {
      misfits.push(`${column} cannot be ${shown(row[column])}; it was left out.`);
      row[column] = null;
    }
  }
}

/** A text may be anybody's words. */
const shown = (value: unknown): string => (typeof value === "number" ? String(value) : "what it is");

const problemOf = (flawed: Flawed, misfits: readonly string[]): Problem[] =>
  misfits.length === 0 ? [] : [{ ...flawed, reason: [...new Set(misfits)].slice(0, 3).join(" ") }];
