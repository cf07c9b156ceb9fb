import type { Reader } from "../warehouse/index.ts";
import { chosenColumns } from "./choose-columns.ts";
import { decodeRow, type ExportRow } from "./decode-row.ts";
import { hidePeople } from "./hide-people.ts";
import type { RowsOptions } from "./rows.ts";
import { rowsStatement } from "./sql.ts";

/**
 * The responses of one interaction, or its legs once for each of them, in the order of submission.
 * @throws {UsageError} for legs where people are not shown by name
 */
export async function readInteractionRows(
  reader: Reader,
  interactionId: string,
  rows: "responses" | "legs",
  { people, signal }: RowsOptions = {},
): Promise<readonly ExportRow[]> {
  const columns = chosenColumns({ rows });
  const hidden = people ? hidePeople(people, rows, columns) : null;
  const statement = rowsStatement("interaction_id = $interaction_id", {
    ...{ rows, columns: hidden?.read ?? columns.map(({ name }) => name), withLead: false },
    ...{ slice: "true", newestFirst: false },
  });
  const stored = await reader.query(statement, { interaction_id: interactionId, all: false }, signal);
  return stored.map((row) => decodeRow(hidden?.show(row) ?? row, columns));
}
