import { nearest, UsageError } from "../base/index.ts";
import { type Column, changeColumns, flagColumns, flat, knownColumns, leadColumns, recordColumns } from "./columns.ts";
import type { Selection } from "./selection.ts";

/** The columns that were asked for, or all that rows of the kind have on their own. */
export function chosenColumns(selection: Selection): readonly Column[] {
  const chosen = ownColumns(selection);
  if (selection.changes === undefined) return chosen;
  return [...chosen.filter(({ name }) => name !== deleted.name), deleted];
}

/** Whether a changed row is a tombstone. */
const deleted: Column = { name: "deleted", type: "boolean" };

function ownColumns({ rows, columns, all = false, changes }: Selection): readonly Column[] {
  if (columns === undefined) {
    return rows === "responses"
      ? [...recordColumns, ...(all ? flagColumns : []), ...changeColumns]
      : knownColumns[rows];
  }
  return [...new Set(columns)].map((name) => {
    if (changes !== undefined && name === deleted.name) return deleted;
    const column = knownColumns[rows].find((known) => known.name === name);
    if (column) return column;
    const names = knownColumns[rows].map((known) => known.name);
    const meant = nearest(name, names);
    throw new UsageError(
      `There is no column "${name}" in rows of ${rows}.`,
      `${meant ? `Did you mean ${meant}? ` : ""}There are ${names.join(", ")}.`,
    );
  });
}

/** The same for a spreadsheet, which has no place for JSON: it has the lead question's answer in columns of their own. */
export function sheetColumns(selection: Selection): readonly Column[] {
  const chosen = chosenColumns(selection);
  if (selection.columns !== undefined) {
    const json = chosen.filter((column) => !flat(chosen).includes(column)).map(({ name }) => name);
    if (json.length === 0) return chosen;
    throw new UsageError(
      `${json.join(", ")}: JSON does not go into a cell.`,
      "Take lead_answer, nps_score and comment, or --rows answers, or one of the formats json, ndjson and parquet.",
    );
  }
  const columns = flat(chosen);
  if (selection.rows !== "responses") return columns;
  const scores = columns.findIndex(({ name }) => name === "csat_score");
  return [...columns.slice(0, scores), ...leadColumns, ...columns.slice(scores)];
}
