import { z } from "zod";
import { readStored } from "../base/index.ts";
import { chunks, withoutInteractions } from "../collect/index.ts";
import type { Reader, Transaction } from "../warehouse/index.ts";
import type { SyncContext } from "./context.ts";
import { linkAndName } from "./link.ts";
import { readSql } from "./sql.ts";

const missing = readSql("missing-names");
const storedIds = z.array(z.string());

/** The fact that a repair has begun to read, and has not come to its end. */
const repairBegun = (organization: string): string => `repair begun ${organization}`;

export const noteRepair = (tx: Transaction, organization: string): Promise<void> =>
  tx.put("fact", [{ name: repairBegun(organization), value: "true" }]);

/** No interaction or name is missing any more by a repair that did not come to its end. */
export const forgetRepair = (tx: Transaction, organization: string): Promise<number> =>
  tx.run("DELETE FROM fact WHERE name = $name", { name: repairBegun(organization) });

export async function wasRepairCutShort(reader: Pick<Reader, "query">, organization: string): Promise<boolean> {
  const begun = await reader.query("SELECT name FROM fact WHERE name = $name", { name: repairBegun(organization) });
  return begun.length > 0;
}

/** Whether the run before, or a repair, was killed, interrupted or failed. Asked before this run is noted. */
export async function wasCutShort(reader: Pick<Reader, "query">, organization: string): Promise<boolean> {
  if (await wasRepairCutShort(reader, organization)) return true;
  const [run] = await reader.query(
    "SELECT outcome FROM sync_run WHERE organization_id = $organization ORDER BY started_at DESC, run_id LIMIT 1",
    { organization },
  );
  return run !== undefined && run["outcome"] !== "done" && run["outcome"] !== "incomplete";
}

/** Interactions in memory together. */
const batchSize = 1_000;

/**
 * Reads the interactions that nobody has looked for, after a run that was stopped between a response and its interaction: one that is
 * not in a window which is read again, as of a repair, nothing else would ask for. The rows are to be derived before and afterwards.
 */
export async function readMissingInteractions(context: SyncContext): Promise<void> {
  const { warehouse, store } = context;
  const rows = await warehouse.query(
    `SELECT DISTINCT interaction_id FROM response
     WHERE organization_id = $organization AND interaction_id IS NOT NULL AND NOT linked AND NOT deleted`,
    { organization: store.organizationId },
  );
  const ids = rows.map(({ interaction_id }) => String(interaction_id));
  for (const chunk of chunks(ids, batchSize)) {
    const tried = await store.fetchedAt("unlinked", chunk);
    const never = chunk.filter((id) => !tried.has(id));
    if (never.length > 0) await linkAndName(withoutInteractions(context), never);
  }
}

/**
 * Asks for names that are in no row, after a run that was stopped between an interaction and its names: a stored
 * interaction is not read again, so nothing else would ask for them.
 */
export async function readMissingNames({ warehouse, store, names }: SyncContext): Promise<void> {
  const organization = store.organizationId;
  const rows = await warehouse.query(missing, { organization });
  for (const kind of ["user", "queue", "wrap-up-code", "division"] as const) {
    await names.load(
      kind,
      rows.flatMap((row) => (row["kind"] === kind ? [String(row["id"])] : [])),
    );
  }
  const teams = await warehouse.query(
    `SELECT team_ids, min(response_id) AS id FROM response
     WHERE organization_id = $organization AND team_ids IS NOT NULL GROUP BY team_ids`,
    { organization },
  );
  const known = await warehouse.query("SELECT team_id FROM team WHERE organization_id = $organization", {
    organization,
  });
  const stored = new Set(known.map(({ team_id }) => team_id));
  const wanted = teams.flatMap(({ id, team_ids }) =>
    readStored(storedIds, team_ids, `column team_ids of response ${String(id)}`),
  );
  await names.load(
    "team",
    wanted.filter((id) => !stored.has(id)),
  );
}
