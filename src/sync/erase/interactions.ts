import { isoTime, readJson } from "../../base/index.ts";
import { chunks } from "../../collect/index.ts";
import type { Reader, Row, Transaction } from "../../warehouse/index.ts";
import { ofInteraction, replaceRows } from "../derive/replace-rows.ts";
import { responsesOf } from "../documents/admit.ts";
import { type ErasedKind, writeMarks } from "../documents/erasures.ts";
import { findDocuments } from "../documents/lookup.ts";
import { notePurge } from "../documents/purge-due.ts";
import {
  distinct,
  documentsOf,
  type ResponseId,
  removeDocuments,
  storedResponses,
} from "../documents/remove-documents.ts";
import { takeTurn } from "../take-turn.ts";
import { add, type ErasedCounts, type ErasedParts, type Erasing, nothing, type Writing } from "./erasing.ts";

/** Interactions in one transaction. */
const batchSize = 100;

const nobodys = {
  ...{ response: [], answer: [], attribution: [], interaction: [], leg: [] },
  ...{ interaction_division: [], interaction_wrap_up: [] },
};

/** Erases interactions with everything that belongs to them. */
export async function eraseInteractions(erasing: Erasing, ids: readonly string[]): Promise<ErasedParts> {
  const { reader, organization, writing, onFound } = erasing;
  if (onFound) {
    const found: string[] = [...ids];
    for (const chunk of chunks(ids, batchSize))
      found.push(...(await findParts(reader, organization, chunk)).responses.map(({ id }) => id));
    await onFound(found);
  }
  let counts: ErasedCounts = nothing;
  const all: string[] = [];
  const gone: string[] = [...ids];
  for (const chunk of chunks(ids, batchSize)) {
    const part = writing
      ? await writing.warehouse.transaction((tx) => eraseSome(tx, writing, chunk), writing.signal)
      : await findParts(reader, organization, chunk);
    counts = add(counts, part.counts);
    all.push(...part.stored);
    gone.push(...part.responses.map(({ id }) => id));
  }
  const withoutIds = (text: string): string => gone.reduce((left, id) => left.replaceAll(id, "[erased]"), text);
  await writing?.warehouse.transaction((tx) => clearRuns(tx, withoutIds), writing.signal);
  return { counts, responses: all, mentions: gone };
}

interface Parts {
  readonly counts: ErasedCounts;
  /** Every response that is known of. */
  readonly responses: readonly ResponseId[];
  /** Ids of those that have rows. */
  readonly stored: readonly string[];
  /** Rows of these. */
  readonly rows: readonly Row[];
}

async function findParts(reader: Pick<Reader, "query">, organization: string, ids: readonly string[]): Promise<Parts> {
  const interactions = ids.map((id) => ({ kind: "interaction" as const, id }));
  const documents = await findDocuments(reader, organization, interactions, "json");
  const listed = documents.flatMap(({ json }) => responsesOf(readJson(String(json))));
  const responses = distinct([...(await storedResponses(reader, organization, ids)), ...listed]);
  const responseIds = responses.map(({ id }) => id);
  const rows = await reader.query(
    `SELECT response_id, source, form_id, status, coalesce(submit_date, interaction_start) AS time FROM response
     WHERE organization_id = $organization AND response_id IN (SELECT unnest($ids))`,
    { organization, ids: responseIds },
  );
  const [answers] = await reader.query(
    "SELECT count(*) AS n FROM answer WHERE organization_id = $organization AND response_id IN (SELECT unnest($ids))",
    { organization, ids: responseIds },
  );
  const stored = rows.map(({ response_id }) => String(response_id));
  const known = await findDocuments(reader, organization, documentsOf(ids, responses));
  const problems = await findProblems(reader, organization, [...ids, ...responseIds]);
  const [linked] = await reader.query(
    `SELECT count(DISTINCT interaction_id) AS n FROM interaction
     WHERE organization_id = $organization AND interaction_id IN (SELECT unnest($ids))`,
    { organization, ids },
  );
  const counts = {
    interactions: Math.max(Number(linked?.["n"] ?? 0), documents.length),
    responses: stored.length,
    answers: Number(answers?.["n"] ?? 0),
    documents: known.length,
    problems: problems.length,
  };
  return { counts, responses, stored, rows };
}

async function eraseSome(tx: Transaction, writing: Writing, ids: readonly string[]): Promise<Parts> {
  const { warehouse, organization, erasures, at, clock } = writing;
  if (warehouse.shared) await takeTurn(tx, organization);
  const parts = await findParts(tx, organization, ids);
  const { responses, rows } = parts;
  const responseIds = responses.map(({ id }) => id);
  const facts = new Map(rows.map((row) => [`${row["source"]} ${row["response_id"]}`, row]));
  const markOf = ({ source, id }: ResponseId): Row | null =>
    erasures.add(source, id, explain(facts.get(`${source} ${id}`)));
  const marks = [...ids.map((id) => erasures.add("interaction" satisfies ErasedKind, id)), ...responses.map(markOf)];
  await writeMarks(tx, writing, marks);
  await removeDocuments(tx, organization, documentsOf(ids, responses));
  for (const { kind, id } of await findProblems(tx, organization, [...ids, ...responseIds]))
    await tx.run("DELETE FROM problem WHERE organization_id = $organization AND kind = $kind AND id = $id", {
      ...{ organization, kind: kind ?? null, id: id ?? null },
    });
  await replaceRows(tx, organization, responses, nobodys, isoTime(clock.now()));
  for (const table of ofInteraction)
    await tx.run(
      `DELETE FROM ${table} WHERE organization_id = $organization AND interaction_id IN (SELECT unnest($ids))`,
      { organization, ids },
    );
  await tx.run("DELETE FROM underived WHERE organization_id = $organization AND response_id IN (SELECT unnest($all))", {
    organization,
    all: [...ids, ...responseIds],
  });
  await notePurge(tx, at);
  await writing.note(tx, parts.counts);
  return parts;
}

/** What a count of Genesys' is explained by later: on which day, and of which form, a response is not there. */
function explain(row: Row | undefined): { day?: string | null; form_id?: string | null; status?: string | null } {
  if (row === undefined) return {};
  const { time = null, form_id = null, status = null } = row;
  return {
    day: typeof time === "string" ? `${time.slice(0, 10)}T00:00:00.000Z` : null,
    form_id: form_id === null ? null : String(form_id),
    status: status === null ? null : String(status),
  };
}

/** Problems that name one of these anywhere: there are few. */
const findProblems = (reader: Pick<Reader, "query">, organization: string, ids: readonly string[]) =>
  reader.query(
    `SELECT DISTINCT problem.kind, problem.id FROM problem, (SELECT unnest($ids) AS own) AS named
     WHERE organization_id = $organization AND position(named.own IN problem.id || ' ' || reason || ' ' || coalesce(json, '')) > 0`,
    { organization, ids },
  );

/** Takes something out of the reasons of earlier runs. */
export async function clearRuns(tx: Transaction, clear: (text: string) => string): Promise<void> {
  const rows = await tx.query("SELECT * FROM sync_run WHERE message IS NOT NULL");
  const changed = rows.flatMap((row): Row[] => {
    const before = String(row["message"]);
    const message = clear(before);
    return message === before ? [] : [{ ...row, message }];
  });
  if (changed.length > 0) await tx.put("sync_run", changed);
}
