import { hour } from "../base/index.ts";
import type { Parameters, Reader } from "../warehouse/index.ts";
import type { Selected } from "./selection.ts";
import { countStatement } from "./sql.ts";

/** A stretch of the order in which rows are exported, as a condition of SQL. */
export interface Slice {
  readonly where: string;
  readonly parameters: Parameters;
}

/*
 * DuckDB sorts what fits its memory: 1,000,000 whole responses under a limit of 400 MB end in "out of memory", even if
 * it may spill. So they are read in slices that come one after the other in the wanted order, each small enough to
 * sort. A slice costs one look at the column of times where rows lie in that order, as a sync leaves them; where they
 * lie anyhow, some 1.5 s for 1,000,000 responses. Slices are never shorter than an hour.
 */
const submitted = "submit_date >= CAST($slice_from AS TIMESTAMP) AND submit_date < CAST($slice_to AS TIMESTAMP)";
/** Nobody has submitted these; their ids alone order them. */
const open = "submit_date IS NULL AND response_id >= $slice_from";

/** The selected responses in slices of about `size`, in the order of submission or the other way round, those without one last. */
export async function readSlices(
  reader: Reader,
  { condition, parameters }: Selected,
  { size, newestFirst }: { readonly size: number; readonly newestFirst: boolean },
  signal?: AbortSignal,
): Promise<readonly Slice[]> {
  const hours = await reader.query(countStatement(condition, "hour"), parameters, signal);
  const dated = hours.flatMap(({ hour: start, responses }) =>
    typeof start === "string" ? [{ start, count: Number(responses) }] : [],
  );
  const slices: Slice[] = inSlices(dated, size).map(({ first, last }) => ({
    where: submitted,
    parameters: { slice_from: first, slice_to: new Date(Date.parse(last) + hour).toISOString() },
  }));
  if (newestFirst) slices.reverse();
  if (dated.length === hours.length) return slices;
  const heads = await reader.query(countStatement(condition, "head"), parameters, signal);
  const pieces = inSlices(
    heads.map(({ head, responses }) => ({ start: String(head), count: Number(responses) })),
    size,
  );
  for (const [index, { first }] of pieces.entries()) {
    const next = pieces[index + 1]?.first;
    slices.push(
      next === undefined
        ? { where: open, parameters: { slice_from: first } }
        : { where: `${open} AND response_id < $slice_to`, parameters: { slice_from: first, slice_to: next } },
    );
  }
  return slices;
}

interface Group {
  readonly start: string;
  readonly count: number;
}

/** Neighbouring groups put together as long as they stay below `size`; a larger group is a slice of its own. */
function inSlices(groups: readonly Group[], size: number): { first: string; last: string; count: number }[] {
  const slices: { first: string; last: string; count: number }[] = [];
  for (const { start, count } of groups) {
    const slice = slices.at(-1);
    if (slice && slice.count + count <= size) {
      slice.last = start;
      slice.count += count;
    } else slices.push({ first: start, last: start, count });
  }
  return slices;
}
