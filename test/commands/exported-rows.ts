import { start } from "./process.ts";

/** What `export` prints of a warehouse, without the numbers of changes: an interrupted sync stores them in other batches. */
export async function exportedRows(warehouse: string, range: readonly string[]): Promise<readonly unknown[]> {
  const { stdout } = await start(["export", ...range, "--warehouse", warehouse]).end;
  const rows = JSON.parse(stdout) as readonly Readonly<Record<string, unknown>>[];
  return rows.map(({ change_id: _, changed_at: __, ...row }) => row);
}
