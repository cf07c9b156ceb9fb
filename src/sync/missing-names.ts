import { z } from "zod";
import { readStored } from "../base/index.ts";
import type { Reader } from "../warehouse/index.ts";
import type { SyncContext } from "./context.ts";
import { readSql } from "./sql.ts";

const missing = readSql("missing-names");
const storedIds = z.array(z.string());

/** Whether the run before was killed, interrupted or failed. Asked before this one is noted. */
export async function wasCutShort(reader: Pick<Reader, "query">, organization: string): Promise<boolean> {
  const [run] = await reader.query(
    "SELECT outcome FROM sync_run WHERE organization_id = $organization ORDER BY started_at DESC, run_id LIMIT 1",
    { organization },
  );
  return run !== undefined && run["outcome"] !== "done" && run["outcome"] !== "incomplete";
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
