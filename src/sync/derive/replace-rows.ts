import type { Row, Transaction, Warehouse } from "../../warehouse/index.ts";
import type { ResponseKey } from "./source-documents.ts";

/** Tables of rows that belong to a response, and to an interaction. */
export const ofResponse = ["response", "answer", "attribution"] as const;
export const ofInteraction = ["interaction", "leg", "interaction_division", "interaction_wrap_up"] as const;

/** Rows of some responses and of their interactions, by table. */
export type Made = Readonly<Record<(typeof ofResponse)[number] | (typeof ofInteraction)[number], Row[]>>;

/**
 * Unchanged rows stay: when a response is derived again, mostly its own row alone differs, and one response in six of a
 * first sync is derived twice. What DuckDB deletes keeps its place in the file until most of the rows around it are
 * gone, too.
 */
export async function replaceRows(
  tx: Transaction,
  organization: string,
  keys: readonly ResponseKey[],
  made: Made,
): Promise<void> {
  const remove = async (table: string, column: string, ids: readonly string[]): Promise<void> => {
    if (ids.length === 0) return;
    await tx.run(`DELETE FROM ${table} WHERE organization_id = $organization AND ${column} IN (SELECT unnest($ids))`, {
      organization,
      ids,
    });
  };
  /** The rows of those that have some already: mostly none have, and then none of the larger tables is scanned. */
  const existing = async (table: string, column: string, hashes: string, ids: readonly string[]): Promise<Stored> => {
    const rows = await tx.query(
      `SELECT ${column} AS id, ${hashes} FROM ${table}
       WHERE organization_id = $organization AND ${column} IN (SELECT unnest($ids))`,
      { organization, ids },
    );
    return new Map(rows.map((row) => [String(row["id"]), row]));
  };
  const replace = async (
    table: keyof Made,
    column: string,
    stored: Stored,
    same: ReadonlySet<unknown>,
  ): Promise<void> => {
    await remove(
      table,
      column,
      [...stored.keys()].filter((id) => !same.has(id)),
    );
    await tx.append(
      table,
      made[table].filter((row) => !same.has(row[column])),
    );
  };

  const responses = keys.map(({ id }) => id);
  const before = await existing("response", "response_id", "answer_hash, attribution_hash", responses);
  await replace("response", "response_id", before, new Set());
  for (const table of ["answer", "attribution"] as const)
    await replace(table, "response_id", before, unchanged(before, made.response, "response_id", `${table}_hash`));
  const interactions = made.interaction.map(({ interaction_id }) => String(interaction_id));
  const linked = await existing("interaction", "interaction_id", "interaction_hash", interactions);
  const same = unchanged(linked, made.interaction, "interaction_id", "interaction_hash");
  for (const table of ofInteraction) await replace(table, "interaction_id", linked, same);
}

/** These are derived, or set aside; of several processes only what this one has {@link taken}. */
export const forgetUnderived = (
  tx: Transaction,
  organization: string,
  keys: readonly ResponseKey[],
  isShared: boolean,
): Promise<number> =>
  tx.run(
    `DELETE FROM underived WHERE organization_id = $organization AND response_id IN (SELECT unnest($ids))
     ${isShared ? `AND source IN (${taken})` : ""}`,
    { organization, ids: keys.map(({ id }) => id) },
  );

/**
 * What is noted of a response while one of several processes derives it: whatever another one notes meanwhile stays, for its
 * document may not be among those that were read.
 */
const taken = "'survey being derived', 'evaluation being derived'";

export const takeUnderived = (
  warehouse: Warehouse,
  organization: string,
  keys: readonly ResponseKey[],
): Promise<void> =>
  warehouse.transaction(async (tx) => {
    await tx.run(
      `UPDATE underived SET source = source || ' being derived' WHERE organization_id = $organization
       AND source IN ('survey', 'evaluation') AND response_id IN (SELECT unnest($ids))`,
      { organization, ids: keys.map(({ id }) => id) },
    );
  });

/** What was taken and not derived: the rest of a batch that was halved, or of a process that died. */
export const giveBackUnderived = (warehouse: Warehouse, organization: string): Promise<void> =>
  warehouse.transaction(async (tx) => {
    await tx.run(
      `UPDATE underived SET source = CASE WHEN source LIKE 'survey%' THEN 'survey' ELSE 'evaluation' END
       WHERE organization_id = $organization AND source IN (${taken})`,
      { organization },
    );
  });

/** Rows by the id of their response or interaction. */
type Stored = ReadonlyMap<string, Row>;

/** Ids of those that have the same hash as before. */
const unchanged = (stored: Stored, rows: readonly Row[], id: string, hash: string): ReadonlySet<unknown> =>
  new Set(rows.filter((row) => stored.get(String(row[id]))?.[hash] === row[hash]).map((row) => row[id]));
