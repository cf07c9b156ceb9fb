import { readJson, UsageError } from "../../base/index.ts";
import { chunks } from "../../collect/index.ts";
import { forgottenEvaluator } from "../../csat/index.ts";
import type { Reader, Row, Transaction } from "../../warehouse/index.ts";
import { scopeOf } from "../documents/admit.ts";
import { writeMarks } from "../documents/erasures.ts";
import { contentHash } from "../documents/kept-document.ts";
import { isStoredKind } from "../documents/kept-fields.ts";
import { lastArrival } from "../documents/last-arrival.ts";
import { keyOf, readArrivals } from "../documents/lookup.ts";
import { markUnderived } from "../documents/mark.ts";
import { foldedName, isFullName, withoutErasedPeople, withoutNames } from "../documents/people-in-documents.ts";
import { notePurge } from "../documents/purge-due.ts";
import { removeDocuments } from "../documents/remove-documents.ts";
import { readSql } from "../sql.ts";
import { takeTurn } from "../take-turn.ts";
import type { ErasedParts, Erasing, Writing } from "./erasing.ts";
import { type FoundDocument, findInDocuments, inJson } from "./find-in-documents.ts";
import { clearRuns } from "./interactions.ts";

/** Documents that are rewritten in one transaction. */
const batchSize = 200;

const kinds = ["interaction", "survey", "survey-sighting", "evaluation"] as const;
const responsesOfAgents = readSql("responses-of-agents");

interface Person {
  readonly id: string;
  /** As they stand in documents and rows. */
  readonly names: readonly string[];
}

/**
 * Takes a person out of documents, names and counts, and marks their id, so that later documents are stored without it. Their parts
 * in interactions stay, as somebody's of whom nothing is known. The rows are to be derived afterwards.
 */
export async function eraseAgent(erasing: Erasing, id: string): Promise<ErasedParts> {
  const { reader, organization, signal, writing } = erasing;
  const names = await namesOf(reader, organization, id);
  const person: Person = { id, names };
  const ids = [id];
  const rows = await reader.query(responsesOfAgents, { organization, ids });
  const responses = [...new Set(rows.map(({ response_id }) => String(response_id)))];
  const full = names.filter(isFullName);
  await erasing.onFound?.([id, ...names]);
  await writing?.warehouse.transaction(async (tx) => {
    if (writing.warehouse.shared) await takeTurn(tx, organization);
    const ofNames = full.map((name) => writing.erasures.add("name", foldedName(name)));
    await writeMarks(tx, writing, [writing.erasures.add("agent", id), ...ofNames]);
    await writing.note(tx, writing.isResumed ? {} : { responses: responses.length });
  }, signal);
  let documents = 0;
  const texts = [id, ...full].map(inJson);
  for await (const found of findInDocuments(reader, { organization, kinds, texts, signal })) {
    if (writing) for (const some of chunks(found, batchSize)) documents += await rewrite(writing, person, some);
    else documents += found.length;
  }
  if (writing) await markLeft(writing, person);
  const problems = writing
    ? await writing.warehouse.transaction((tx) => forget(tx, writing, person), signal)
    : (await findProblems(reader, organization, person)).length;
  const counts = { interactions: 0, responses: responses.length, answers: 0, documents, problems };
  return { counts, responses, mentions: [id, ...names] };
}

/** Notes the responses that name the person and are nothing but rows: they lose them when they are derived. */
const markLeft = ({ warehouse, organization, signal }: Writing, { id, names }: Person): Promise<unknown> =>
  warehouse.transaction(async (tx) => {
    if (warehouse.shared) await takeTurn(tx, organization);
    const rows = await tx.query(responsesOfAgents, { organization, ids: [id] });
    const named = await tx.query(
      `SELECT organization_id, source, response_id FROM response, (SELECT unnest($texts) AS own) AS named
       WHERE organization_id = $organization AND without_document
         AND position(named.own IN lower(answers || ' ' || coalesce(comment, ''))) > 0`,
      { organization, texts: names.filter(isFullName).flatMap((name) => [inJson(name), name.toLowerCase()]) },
    );
    const left = await tx.query(
      `SELECT organization_id, source, response_id FROM response
       WHERE organization_id = $organization AND without_document AND response_id IN (SELECT unnest($ids))`,
      { organization, ids: [...rows, ...named].map(({ response_id }) => String(response_id)) },
    );
    await tx.append("underived", left);
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

/** Rewrites stored documents without the person. @returns how many */
function rewrite(writing: Writing, person: Person, found: readonly FoundDocument[]) {
  const { warehouse, organization, erasures, at, signal } = writing;
  return warehouse.transaction(async (tx) => {
    if (warehouse.shared) await takeTurn(tx, organization);
    const columns = "organization_id, key, kind, id, parent_id, parent_key, hash, fetched_at, size, json";
    const rows = await readArrivals(
      tx,
      found.map(({ arrival }) => ({ arrival })),
      columns,
    );
    let arrival = await lastArrival(tx, warehouse.shared !== undefined);
    const changed = rows.flatMap((row): Row[] => {
      const [kind, id, before] = [String(row["kind"]), String(row["id"]), String(row["json"])];
      const parentId = row["parent_id"] == null ? null : String(row["parent_id"]);
      const scope = scopeOf({ kind, id, parentId });
      const document = readJson(before);
      const without = document === undefined ? before : JSON.stringify(withoutErasedPeople(document, scope, erasures));
      // Of a document that cannot be read, and of whatever field nobody thought of.
      const json = without.replaceAll(person.id, erasures.standIn(scope, person.id));
      if (json === before) return [];
      arrival += 1;
      return [{ ...row, arrival, key: keyOf(kind, id), hash: contentHash(json), size: json.length, json }];
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

/** Everything that is about the person alone, and problems and reasons that name them. @returns how many problems */
async function forget(tx: Transaction, writing: Writing, { id, names }: Person): Promise<number> {
  const { organization, erasures, at } = writing;
  // Documents that name them have marked their responses; others' rows may have the name from here.
  await markUnderived(tx, organization, [{ kind: "user", id }]);
  await removeDocuments(tx, organization, [{ kind: "user", id }]);
  await tx.run("DELETE FROM agent WHERE organization_id = $organization AND agent_id = $id", { organization, id });
  await tx.run("DELETE FROM handled WHERE organization_id = $organization AND dimension = 'agent' AND id = $id", {
    ...{ organization, id },
  });
  const problems = await findProblems(tx, organization, { id, names });
  for (const row of problems) {
    const { kind = null, id: problem = null } = row;
    await tx.run("DELETE FROM problem WHERE organization_id = $organization AND kind = $kind AND id = $problem", {
      ...{ organization, kind, problem },
    });
    // What is a document's own stays due; what is about the person is nobody's any more.
    if (!String(problem).includes(id)) await tx.put("problem", [withoutPerson(row, erasures, id)]);
  }
  await clearRuns(tx, [id, ...names.filter(isFullName)]);
  await notePurge(tx, at);
  await writing.note(tx, { problems: problems.length });
  return problems.length;
}

function withoutPerson(row: Row, erasures: Writing["erasures"], id: string): Row {
  const scope = String(row["id"]);
  const own = erasures.standIn(scope, id);
  const document = typeof row["json"] === "string" ? readJson(row["json"]) : undefined;
  const json = document === undefined ? null : JSON.stringify(withoutErasedPeople(document, scope, erasures));
  return {
    ...row,
    reason: withoutNames(String(row["reason"]), erasures).replaceAll(id, "[erased]"),
    json: json?.replaceAll(id, own) ?? null,
  };
}

const findProblems = (reader: Pick<Reader, "query">, organization: string, { id, names }: Person) => {
  const texts = [id, ...names.filter(isFullName)].map(inJson);
  return reader.query(
    `SELECT * FROM problem WHERE organization_id = $organization AND (${texts
      .map((_, index) => `position($text${index} IN lower(id || ' ' || reason || ' ' || coalesce(json, ''))) > 0`)
      .join(" OR ")})`,
    { organization, ...Object.fromEntries(texts.map((text, index) => [`text${index}`, text])) },
  );
};

/**
 * Takes the person out of rows that could not be made again, since their documents cannot be read: what they show of others stays.
 */
export async function clearRows(tx: Transaction, organization: string, id: string): Promise<void> {
  const own = { organization, id };
  await tx.run(
    "UPDATE response SET agent_id = NULL, agent_name = NULL WHERE organization_id = $organization AND agent_id = $id",
    own,
  );
  await tx.run(
    "UPDATE response SET evaluator_id = $nobody, evaluator_name = NULL WHERE organization_id = $organization AND evaluator_id = $id",
    { ...own, nobody: forgottenEvaluator },
  );
  await tx.run(
    "UPDATE response SET agents = NULL WHERE organization_id = $organization AND position($id IN coalesce(agents, '')) > 0",
    own,
  );
  await tx.run(
    "UPDATE leg SET agent_id = NULL, agent_name = NULL WHERE organization_id = $organization AND agent_id = $id",
    own,
  );
  await tx.run("DELETE FROM attribution WHERE organization_id = $organization AND agent_id = $id", own);
}
