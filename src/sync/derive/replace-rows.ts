import type { Row, Transaction } from "../../warehouse/index.ts";
import { unseen } from "./change-hashes.ts";
import { type Change, changeOf } from "./changes.ts";
import type { NewRow } from "./new-row.ts";
import { type Numbered, numberChanges, writeTombstones } from "./number-changes.ts";
import type { ResponseKey } from "./source-documents.ts";

/** Tables of rows that belong to an interaction. */
export const ofInteraction = ["interaction", "leg", "interaction_division", "interaction_wrap_up"] as const;

/** Rows of some responses and of their interactions, by table. */
export type Made = Readonly<Record<"response" | "answer" | "attribution" | (typeof ofInteraction)[number], NewRow[]>>;

/** Rows by the id of their response or interaction. */
type Stored = ReadonlyMap<string, Row>;

const hashes = ["row_hash", "answers_hash", "legs_hash", "answer_hash", "attribution_hash"] as const;
const read = [
  "source",
  "interaction_id",
  "listed",
  ...hashes,
  "legs",
  "change_id",
  "changed_at",
  "answers_change_id",
  "legs_change_id",
  "legs_changed_at",
  ...unseen,
];

/**
 * Rows that are derived again and come out the same stay as they are, with the number of their change: a rebuild that alters
 * nothing writes nothing. What DuckDB deletes keeps its place in the file until most of the rows around it are gone, too.
 * @param made is empty after it: what is written is let go of, table by table
 * @param changedAt ISO time of the changes
 */
export async function replaceRows(
  tx: Transaction,
  organization: string,
  keys: readonly ResponseKey[],
  made: Made,
  changedAt: string,
): Promise<void> {
  const select = (table: keyof Made, by: string, columns: string, values: readonly string[]): Promise<readonly Row[]> =>
    tx.find({ table, columns, organization, by, values });
  const replace = async (
    table: keyof Made,
    column: string,
    { stored, same }: { readonly stored: Stored; readonly same: ReadonlySet<string> },
  ): Promise<void> => {
    const ids = [...stored.keys()].filter((id) => !same.has(id));
    if (ids.length > 0) await removeRows(tx, organization, table, column, ids);
    await tx.append(table, same.size === 0 ? made[table] : made[table].filter((row) => !same.has(String(row[column]))));
    made[table].length = 0;
  };

  const ids = keys.map(({ id }) => id);
  // Mostly none are stored, and then none of the larger tables is scanned.
  const before = byId("response_id", await select("response", "response_id", ["response_id", ...read].join(", "), ids));
  const after = byId("response_id", made.response);
  const sameOf = (hash: string): ReadonlySet<string> => unchanged(before, after, hash);
  const sameAnswers = sameOf("answer_hash");
  const mayDiffer = [...before.values()].filter(
    ({ response_id: id, listed }) => listed === true && !(sameAnswers.has(String(id)) && isListed(after, String(id))),
  );
  const answersBefore = groupById(
    await select(
      "answer",
      "response_id",
      "*",
      mayDiffer.map(({ response_id: id }) => String(id)),
    ),
  );
  const answersAfter = groupById(made.answer);
  const interactionsAfter = new Map(made.response.map((row) => [row["response_id"], row["interaction_id"]]));
  const changes = keys.flatMap(({ id, source }): readonly Change[] => {
    const change = changeOf({
      ...{ id, source, before: before.get(id) ?? null, after: after.get(id) ?? null },
      ...{ answersBefore: answersBefore.get(id) ?? [], answersAfter: answersAfter.get(id) ?? [] },
    });
    return change === null ? [] : [change];
  });
  const numbered = await numberChanges(tx, changes);
  const changed = numbered.changes;
  await writeTombstones(tx, organization, numbered, changedAt);

  const stays = new Set(
    [...before].flatMap(([id, row]) => (isSameRow(row, after.get(id), changed.get(id)) ? [id] : [])),
  );
  for (const row of made.response) noteChange(row, before.get(String(row["response_id"])), numbered, changedAt);
  await replace("response", "response_id", { stored: before, same: stays });
  const answers = {
    stored: before,
    same: new Set([...sameAnswers].filter((id) => (changed.get(id)?.answers.size ?? 0) === 0)),
  };
  for (const row of made.answer) {
    const { response_id: id, position } = row;
    const change = changed.get(String(id));
    const isChanged = change?.answers.has(position ?? null) === true;
    const stored = isChanged ? null : answersBefore.get(String(id))?.find((one) => one["position"] === position);
    row["change_id"] = isChanged ? change.number : (stored?.["change_id"] ?? null);
    row["changed_at"] = isChanged ? changedAt : (stored?.["changed_at"] ?? null);
  }
  await replace("answer", "response_id", answers);
  await replace("attribution", "response_id", { stored: before, same: sameOf("attribution_hash") });

  const interactions = byId("interaction_id", made.interaction);
  const linked = byId(
    "interaction_id",
    await select("interaction", "interaction_id", "interaction_id, interaction_hash", [...interactions.keys()]),
  );
  const same = unchanged(linked, interactions, "interaction_hash");
  const moved = new Set(
    [...interactionsAfter].flatMap(([id, interaction]) => (changed.get(String(id))?.legs ? [String(interaction)] : [])),
  );
  const sameLegs = new Set([...same].filter((id) => !moved.has(id)));
  for (const row of made.leg) row["change_id"] = numbered.last;
  for (const table of ofInteraction)
    await replace(table, "interaction_id", { stored: linked, same: table === "leg" ? sameLegs : same });
  const left = [...before].flatMap(([id, { interaction_id: interaction }]) =>
    typeof interaction === "string" && interactionsAfter.get(id) !== interaction ? [interaction] : [],
  );
  const others = byId("interaction_id", await select("response", "interaction_id", "interaction_id", left));
  const orphaned = left.filter((id) => !others.has(id));
  if (orphaned.length > 0)
    for (const table of ofInteraction) await removeRows(tx, organization, table, "interaction_id", orphaned);
}

const removeRows = (
  tx: Transaction,
  organization: string,
  table: keyof Made,
  column: string,
  ids: readonly string[],
): Promise<number> =>
  tx.run(`DELETE FROM ${table} WHERE organization_id = $organization AND ${column} IN (SELECT unnest($ids))`, {
    organization,
    ids,
  });

const byId = (column: string, rows: readonly Row[]): Stored => new Map(rows.map((row) => [String(row[column]), row]));

const isListed = (rows: Stored, id: string): boolean => rows.get(id)?.["listed"] === true;

function groupById(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const id = String(row["response_id"]);
    const group = groups.get(id);
    if (group) group.push(row);
    else groups.set(id, [row]);
  }
  return groups;
}

/** Ids of those that have the same hash as before. */
const unchanged = (stored: Stored, made: Stored, hash: string): ReadonlySet<string> =>
  new Set([...stored].flatMap(([id, row]) => (made.get(id)?.[hash] === row[hash] ? [id] : [])));

const isSameRow = (before: Row, after: Row | undefined, change: Change | undefined): boolean =>
  change === undefined &&
  after !== undefined &&
  [...hashes, ...unseen, "listed"].every((name) => (after[name] ?? null) === (before[name] ?? null));

/** Notes the numbers of the latest changes of what a response shows. */
function noteChange(row: NewRow, before: Row | undefined, { changes }: Numbered, changedAt: string): void {
  const change = changes.get(String(row["response_id"]));
  const kept = (name: string): Row[string] => before?.[name] ?? null;
  const [own, legs] = [change?.row === true, change?.legs === true];
  row["change_id"] = own ? (change?.number ?? null) : kept("change_id");
  row["changed_at"] = own ? changedAt : kept("changed_at");
  row["answers_change_id"] = change && change.answers.size > 0 ? change.number : kept("answers_change_id");
  row["legs_change_id"] = legs ? (change?.number ?? null) : kept("legs_change_id");
  row["legs_changed_at"] = legs ? changedAt : kept("legs_changed_at");
}
