import type { Reader } from "../../warehouse/index.ts";

/** A stretch of ids, the first end left out. */
export interface IdRange {
  readonly from: string;
  /** Null for all after it. */
  readonly to: string | null;
}

/** Ids that are compared in one statement: of a million, DuckDB would hold 100 MB of text. */
const idsPerRange = 100_000;

/** All ids, in stretches that hold so many of a column of `response`, or fewer. */
export async function readIdRanges(
  reader: Pick<Reader, "query">,
  organization: string,
  column: "response_id" | "interaction_id",
): Promise<readonly IdRange[]> {
  const ranges: IdRange[] = [];
  for (let from = ""; ; ) {
    const [row] = await reader.query(
      `SELECT max(id) AS last, count(*) AS ids
       FROM (
         SELECT ${column} AS id FROM response
         WHERE organization_id = $organization AND ${column} > $from ORDER BY ${column} LIMIT ${idsPerRange}
       ) AS next`,
      { organization, from },
    );
    const last = row?.["last"];
    if (typeof last !== "string" || Number(row?.["ids"]) < idsPerRange) return [...ranges, { from, to: null }];
    ranges.push({ from, to: last });
    from = last;
  }
}

/** The condition that a column's ids are within a range, and its parameters. */
export const within = (column: string, { from, to }: IdRange) => ({
  sql: `${column} > $from${to === null ? "" : ` AND ${column} <= $to`}`,
  parameters: to === null ? { from } : { from, to },
});
