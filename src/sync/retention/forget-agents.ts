import { isoTime, isRecord, readJson, readTime } from "../../base/index.ts";
import { chunks } from "../../collect/index.ts";
import type { Row, Transaction, Warehouse } from "../../warehouse/index.ts";
import { isEmptied, withForgotten } from "../documents/emptied.ts";
import { forgetPeople } from "../documents/forgotten-people.ts";
import type { KeepRules } from "../documents/kept-document.ts";
import { isStoredKind } from "../documents/kept-fields.ts";
import { findChildren, findDocuments } from "../documents/lookup.ts";
import { rewrittenColumns, storeAgain } from "../documents/rewrite-documents.ts";
import { rewriteProblems } from "../documents/rewrite-problems.ts";
import { readSql } from "../sql.ts";
import { takeTurn } from "../take-turn.ts";
import { timeOfDocument } from "./time-of-document.ts";

const toForget = readSql("people-to-forget");
const inUse = readSql("people-in-use");

/** Responses in one transaction. */
const batchSize = 200;

/** The fact that counts the responses whose people are not known any more. */
export const forgottenAgents = (organization: string): string => `forgotten agents ${organization}`;

/**
 * Puts numbers in place of agents and evaluators in the stored documents of responses that are older than these are kept, and notes
 * the responses, so that their rows lose them too. All documents of an interaction change together: see `forgotten-people.ts`.
 * Stopped at any point it goes on from there.
 * @returns how many responses have lost them
 */
export async function forgetAgents(
  warehouse: Warehouse,
  organization: string,
  rules: KeepRules,
  signal?: AbortSignal,
): Promise<number> {
  const { agentsFrom } = rules;
  if (agentsFrom === Number.NEGATIVE_INFINITY) return 0;
  const before = isoTime(agentsFrom);
  let forgotten = 0;
  for (const some of chunks(await warehouse.query(toForget, { organization, before }), batchSize))
    forgotten += await warehouse.transaction(async (tx) => {
      if (warehouse.shared) await takeTurn(tx, organization);
      const count = await forgetSome(tx, organization, some, {
        rules,
        isShared: warehouse.shared !== undefined,
      });
      await countForgotten(tx, organization, count);
      return count;
    }, signal);
  await rewriteProblems(warehouse, organization, rules, (_, document, row) =>
    (readTime(String(row["last_seen"])) ?? 0) < agentsFrom
      ? JSON.stringify(forgetPeople([{ id: String(row["id"]), document }])[0])
      : String(row["json"]),
  );
  await warehouse.transaction((tx) =>
    tx.run(
      `DELETE FROM handled
       WHERE organization_id = $organization AND dimension = 'agent' AND day < CAST($before AS TIMESTAMP)`,
      { organization, before },
    ),
  );
  return forgotten;
}

async function forgetSome(
  tx: Transaction,
  organization: string,
  responses: readonly Row[],
  { rules, isShared }: { readonly rules: KeepRules; readonly isShared: boolean },
): Promise<number> {
  const interactions = [
    ...new Set(responses.flatMap(({ interaction_id: id }) => (typeof id === "string" ? [id] : []))),
  ];
  const own = responses.map(({ source, response_id }) => ({
    kind: source === "survey" ? ("survey" as const) : ("evaluation" as const),
    id: String(response_id),
  }));
  const wanted = [
    ...interactions.map((id) => ({ kind: "interaction" as const, id })),
    ...own,
    ...own.flatMap(({ kind, id }) => (kind === "survey" ? [{ kind: "survey-sighting" as const, id }] : [])),
  ];
  const children = rewrittenColumns.replace("parent_id, ", "");
  const rows = new Map<string, Row>();
  for (const row of [
    ...(await findDocuments(tx, organization, wanted, rewrittenColumns)),
    ...(await findChildren(tx, organization, interactions, children)),
  ])
    rows.set(`${row["kind"]} ${row["id"]}`, row);
  const groups = new Map<string, Row[]>();
  for (const [name, row] of rows) {
    const group = row["kind"] === "interaction" ? row["id"] : (row["parent_id"] ?? name);
    groups.set(String(group), [...(groups.get(String(group)) ?? []), row]);
  }
  const isYoung = (document: unknown): boolean =>
    (timeOfDocument(document) ?? Number.NEGATIVE_INFINITY) >= rules.agentsFrom;
  const changed = [...groups.values()].flatMap((group) => {
    const before = group.map((row) => readJson(String(row["json"])));
    const isLeft = group.map(({ json }) => isEmptied(String(json)));
    // Of what has no row only its document shows how old it is.
    const isKnown = isLeft.includes(true) || before.some((document) => timeOfDocument(document) !== null);
    if (!isKnown || before.some(isYoung)) return [];
    const numbered = forgetPeople(group.map(({ id }, index) => ({ id: String(id), document: before[index] })));
    const after = numbered.map((document, index) =>
      isLeft[index] && isRecord(document) ? withForgotten(document, { people: true }) : document,
    );
    return group.flatMap((row, index) => {
      const { kind } = row;
      const json = JSON.stringify(after[index] ?? {});
      if (!isStoredKind(kind) || before[index] === undefined || json === JSON.stringify(before[index])) return [];
      return [{ row, kind, id: String(row["id"]), json }];
    });
  });
  await storeAgain(tx, changed, { organization, rules, isShared });
  const touched = new Set(changed.map(({ kind, id, row }) => (kind === "interaction" ? id : String(row["parent_id"]))));
  return responses.filter(({ interaction_id, response_id }) =>
    typeof interaction_id === "string" ? touched.has(interaction_id) : changed.some(({ id }) => id === response_id),
  ).length;
}

async function countForgotten(tx: Transaction, organization: string, more: number): Promise<void> {
  if (more === 0) return;
  const name = forgottenAgents(organization);
  const [stored] = await tx.query("SELECT value FROM fact WHERE name = $name", { name });
  await tx.put("fact", [{ name, value: String(Number(stored?.["value"] ?? 0) + more) }]);
}

/** Deletes the names of people of whom no row speaks any more. Called when the rows are derived, and nothing else is stored in this run. */
export async function forgetNames(
  warehouse: Warehouse,
  organization: string,
  { agentsFrom }: KeepRules,
  signal?: AbortSignal,
): Promise<void> {
  if (agentsFrom === Number.NEGATIVE_INFINITY) return;
  await warehouse.transaction(async (tx) => {
    if (warehouse.shared) await takeTurn(tx, organization);
    const [open] = await tx.query("SELECT 1 AS one FROM underived WHERE organization_id = $organization LIMIT 1", {
      organization,
    });
    if (open !== undefined) return;
    await tx.run(
      `DELETE FROM document WHERE organization_id = $organization AND kind = 'user' AND id NOT IN (${inUse})`,
      { organization },
    );
    await tx.run(`DELETE FROM agent WHERE organization_id = $organization AND agent_id NOT IN (${inUse})`, {
      organization,
    });
  }, signal);
}
