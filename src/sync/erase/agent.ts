import { readJson, UsageError } from "../../base/index.ts";
import { chunks } from "../../collect/index.ts";
import type { Reader, Row, Transaction } from "../../warehouse/index.ts";
import { scopeOf } from "../documents/admit.ts";
import { markName, withoutNames } from "../documents/erased-names.ts";
import { createErasures, type Erasures, writeMarks } from "../documents/erasures.ts";
import { contentHash } from "../documents/kept-document.ts";
import { isStoredKind } from "../documents/kept-fields.ts";
import { lastArrival } from "../documents/last-arrival.ts";
import { keyOf, readArrivals } from "../documents/lookup.ts";
import { markUnderived } from "../documents/mark.ts";
import { spellingsOf } from "../documents/name-spellings.ts";
import { withoutErasedPeople } from "../documents/people-in-documents.ts";
import { notePurge } from "../documents/purge-due.ts";
import { removeDocuments } from "../documents/remove-documents.ts";
import { readSql } from "../sql.ts";
import { takeTurn } from "../take-turn.ts";
import type { ErasedParts, Erasing, Writing } from "./erasing.ts";
import { type FoundDocument, findInDocuments } from "./find-in-documents.ts";
import { clearRuns } from "./interactions.ts";
import { type Mention, mentionOf, mentionsOfNames, whereMentioned } from "./mentions.ts";

/** Documents that are rewritten in one transaction. */
const batchSize = 200;

const kinds = ["interaction", "survey", "survey-sighting", "evaluation"] as const;
const responsesOfAgents = readSql("responses-of-agents");

interface Person {
  readonly id: string;
  /** Know them and their names, in a run that changes nothing, too. */
  readonly erasures: Erasures;
  readonly mentions: readonly Mention[];
}

/**
 * Takes a person out of documents, names and counts, and marks their id, so that later documents are stored without it. Their parts
 * in interactions stay, as somebody's of whom nothing is known. The rows are to be derived afterwards.
 */
export async function eraseAgent(erasing: Erasing, id: string): Promise<ErasedParts> {
  const { reader, organization, signal, writing } = erasing;
  const names = await namesOf(reader, organization, id);
  const spellings = [...new Set(names.flatMap(spellingsOf))];
  const erasures = writing?.erasures ?? createErasures(erasing.hashAddress);
  const marks = [erasures.add("agent", id), ...spellings.flatMap((spelling) => markName(erasures, spelling))];
  const person: Person = { id, erasures, mentions: [mentionOf(id), ...mentionsOfNames(spellings)] };
  const ids = [id];
  const rows = await reader.query(responsesOfAgents, { organization, ids });
  const responses = [...new Set(rows.map(({ response_id }) => String(response_id)))];
  const mentions = [id, ...names, ...spellings];
  await erasing.onFound?.(mentions);
  await writing?.warehouse.transaction(async (tx) => {
    if (writing.warehouse.shared) await takeTurn(tx, organization);
    await writeMarks(tx, writing, marks);
    await writing.note(tx, writing.isResumed ? {} : { responses: responses.length });
  }, signal);
  let documents = 0;
  for await (const found of findInDocuments(reader, { organization, kinds, mentions: person.mentions, signal })) {
    for (const some of chunks(found, batchSize))
      documents += writing
        ? await rewrite(writing, person, some)
        : (await readNaming(reader, organization, person, some)).length;
  }
  if (writing) await markNaming(writing, person);
  const problems = writing
    ? await writing.warehouse.transaction((tx) => forget(tx, writing, person), signal)
    : (await findProblems(reader, organization, person)).length;
  const counts = { interactions: 0, responses: responses.length, answers: 0, documents, problems };
  return { counts, responses, mentions };
}

/**
 * Notes the responses in whose rows somebody may name the person: of some no document says so, since it is not kept any more, or cannot be
 * read. They lose the name when they are derived.
 */
const markNaming = ({ warehouse, organization, signal }: Writing, { mentions }: Person): Promise<unknown> =>
  warehouse.transaction(async (tx) => {
    if (warehouse.shared) await takeTurn(tx, organization);
    const { sql, parameters } = whereMentioned("answers || ' ' || coalesce(comment, '')", mentions);
    const named = await tx.query(
      `SELECT organization_id, source, response_id FROM response WHERE organization_id = $organization AND ${sql}`,
      { organization, ...parameters },
    );
    await tx.append("underived", named);
  }, signal);

/** @throws {UsageError} where it is a name and no id */
async function namesOf(reader: Pick<Reader, "query">, organization: string, id: string): Promise<readonly string[]> {
  const rows = await reader.query(
    `SELECT name FROM agent WHERE organization_id = $organization AND agent_id = $id
     UNION SELECT agent_name FROM response WHERE organization_id = $organization AND agent_id = $id
     UNION SELECT evaluator_name FROM response WHERE organization_id = $organization AND evaluator_id = $id`,
    { organization, id },
  );
  const names = rows.flatMap(({ name }) => (typeof name === "string" && name.trim() !== "" ? [name] : []));
  if (rows.length > 0) return names;
  const called = await reader.query(
    "SELECT agent_id FROM agent WHERE organization_id = $organization AND lower(name) = lower($id) ORDER BY agent_id",
    { organization, id },
  );
  if (called.length === 0) return [];
  throw new UsageError(
    "--agent takes the id of a person, and this is a name.",
    `Give the id: ${called.map(({ agent_id }) => String(agent_id)).join(" or ")}.`,
  );
}

/** Those of these documents that name the person, as they are stored, each with its JSON without them. */
async function readNaming(
  reader: Pick<Reader, "query">,
  organization: string,
  person: Person,
  found: readonly FoundDocument[],
): Promise<readonly (readonly [Row, string])[]> {
  const columns = "organization_id, key, kind, id, parent_id, parent_key, hash, fetched_at, size, json";
  const rows = await readArrivals(
    reader,
    found.map(({ arrival }) => ({ arrival })),
    columns,
  );
  return rows.flatMap((row): (readonly [Row, string])[] => {
    if (row["organization_id"] !== organization) return [];
    const [kind, id, before] = [String(row["kind"]), String(row["id"]), String(row["json"])];
    const parentId = row["parent_id"] == null ? null : String(row["parent_id"]);
    const json = withoutPerson(before, scopeOf({ kind, id, parentId }), person);
    return json === before ? [] : [[row, json]];
  });
}

/** Rewrites stored documents without the person. @returns how many */
function rewrite(writing: Writing, person: Person, found: readonly FoundDocument[]) {
  const { warehouse, organization, at, signal } = writing;
  return warehouse.transaction(async (tx) => {
    if (warehouse.shared) await takeTurn(tx, organization);
    const naming = await readNaming(tx, organization, person, found);
    let arrival = await lastArrival(tx, warehouse.shared !== undefined);
    const changed = naming.map(([row, json]): Row => {
      arrival += 1;
      const key = keyOf(String(row["kind"]), String(row["id"]));
      return { ...row, arrival, key, hash: contentHash(json), size: json.length, json };
    });
    await tx.put("document", changed);
    await markUnderived(
      tx,
      organization,
      changed.flatMap(({ kind, id }) => (isStoredKind(kind) ? [{ kind, id: String(id) }] : [])),
    );
    if (changed.length > 0) await notePurge(tx, at);
    await writing.note(tx, { documents: changed.length });
    return changed.length;
  }, signal);
}

/** The JSON of a document without the person; of one that cannot be read, and of whatever field nobody thought of, too. */
function withoutPerson(json: string, scope: string, { id, erasures }: Person): string {
  const document = readJson(json);
  const without =
    document === undefined
      ? withoutNames(json, erasures)
      : JSON.stringify(withoutErasedPeople(document, scope, erasures));
  return without.replaceAll(id, erasures.standIn(scope, id));
}

/** Everything that is about the person alone, and problems and reasons that name them. @returns how many problems */
async function forget(tx: Transaction, writing: Writing, person: Person): Promise<number> {
  const { organization, at } = writing;
  const { id } = person;
  // Documents that name them have marked their responses; rows that have lost theirs, or cannot be read from them, have not.
  await markUnderived(tx, organization, [{ kind: "user", id }]);
  await removeDocuments(tx, organization, [{ kind: "user", id }]);
  await tx.run("DELETE FROM agent WHERE organization_id = $organization AND agent_id = $id", { organization, id });
  await tx.run("DELETE FROM handled WHERE organization_id = $organization AND dimension = 'agent' AND id = $id", {
    ...{ organization, id },
  });
  const problems = await findProblems(tx, organization, person);
  for (const { before, after } of problems) {
    const { kind = null, id: problem = null } = before;
    await tx.run("DELETE FROM problem WHERE organization_id = $organization AND kind = $kind AND id = $problem", {
      ...{ organization, kind, problem },
    });
    if (after !== null) await tx.put("problem", [after]);
  }
  await clearRuns(tx, (text) => withoutMention(text, person));
  await notePurge(tx, at);
  await writing.note(tx, { problems: problems.length });
  return problems.length;
}

const withoutMention = (text: string, { id, erasures }: Person): string =>
  withoutNames(text, erasures).replaceAll(id, "[erased]");

interface ChangedProblem {
  readonly before: Row;
  /** Null where it is about the person alone, and so nobody's any more. */
  readonly after: Row | null;
}

/** Problems that name the person, each as it is without them. */
async function findProblems(
  reader: Pick<Reader, "query">,
  organization: string,
  person: Person,
): Promise<readonly ChangedProblem[]> {
  const { sql, parameters } = whereMentioned("id || ' ' || reason || ' ' || coalesce(json, '')", person.mentions);
  const rows = await reader.query(`SELECT * FROM problem WHERE organization_id = $organization AND ${sql}`, {
    ...{ organization, ...parameters },
  });
  return rows.flatMap((before): ChangedProblem[] => {
    const id = String(before["id"]);
    if (id.includes(person.id)) return [{ before, after: null }];
    const reason = withoutMention(String(before["reason"]), person);
    const json = typeof before["json"] === "string" ? withoutPerson(before["json"], id, person) : null;
    const isSame = reason === before["reason"] && json === (before["json"] ?? null);
    return isSame ? [] : [{ before, after: { ...before, reason, json } }];
  });
}
