import { createHash } from "node:crypto";
import type { Reader, Row } from "../../warehouse/index.ts";
import type { StoredKind } from "./documents.ts";

/*
 * Documents are found in two steps. A join reads every column that it returns of the whole table, and finding five hundred
 * among 25,000 documents took 100 ms of processor time, and more with each that was added. So numbers are looked up first,
 * eight bytes a document, and the document is then read where it lies: documents stand in the order of their arrival,
 * so that a range of it is a few blocks.
 */

export interface Wanted {
  readonly kind: StoredKind;
  readonly id: string;
}

type Asking = Pick<Reader, "query">;

/** Stands for a kind and an id, in 52 bits: two that share one are distinguished when they are read. */
export const keyOf = (kind: string, id: string): number =>
  Number.parseInt(createHash("sha1").update(`${kind} ${id}`).digest("hex").slice(0, 13), 16);

/** Where a document lies, with the facts that need no reading. */
export interface Located {
  readonly arrival: number;
  readonly key: number;
  /** Of the interaction that it belongs to. */
  readonly parentKey: number | null;
  /** Characters of its JSON. */
  readonly size: number;
}

/** The size assumed of documents that were stored before sizes were. */
const defaultPageSize = 10_000;

/** Finds the documents that have one of these keys; now and then another has the same. */
export async function locate(reader: Asking, keys: readonly number[]): Promise<readonly Located[]> {
  if (keys.length === 0) return [];
  const rows = await reader.query(
    "SELECT arrival, key, parent_key, size FROM document WHERE key IN (SELECT unnest(CAST($keys AS BIGINT[])))",
    { keys: keys.map(String) },
  );
  return rows.map(({ arrival, key, parent_key, size }) => ({
    arrival: Number(arrival),
    key: Number(key),
    parentKey: parent_key === null || parent_key === undefined ? null : Number(parent_key),
    size: Number(size ?? defaultPageSize),
  }));
}

/** The stored documents among these. */
export async function findDocuments(
  reader: Asking,
  organization: string,
  wanted: readonly Wanted[],
  columns: string,
): Promise<readonly Row[]> {
  const names = new Set(wanted.map(({ kind, id }) => `${kind} ${id}`));
  const located = await locate(
    reader,
    wanted.map(({ kind, id }) => keyOf(kind, id)),
  );
  const rows = await readArrivals(reader, located, `organization_id, kind, id, ${columns}`);
  return rows.filter((row) => row["organization_id"] === organization && names.has(`${row["kind"]} ${row["id"]}`));
}

/** The children of these: the responses of interactions. */
export async function findChildren(
  reader: Asking,
  organization: string,
  interactions: readonly string[],
  columns: string,
): Promise<readonly Row[]> {
  if (interactions.length === 0) return [];
  const parents = new Set(interactions);
  const arrivals = await reader.query(
    "SELECT arrival FROM document WHERE parent_key IN (SELECT unnest(CAST($keys AS BIGINT[])))",
    { keys: interactions.map((id) => String(keyOf("interaction", id))) },
  );
  const rows = await readArrivals(reader, arrivals, `organization_id, kind, id, parent_id, ${columns}`);
  return rows.filter((row) => row["organization_id"] === organization && parents.has(String(row["parent_id"])));
}

/** Every document of some kinds of which there are few. */
export async function findKinds(
  reader: Asking,
  organization: string,
  kinds: readonly string[],
  columns: string,
): Promise<readonly Row[]> {
  const arrivals = await reader.query(
    "SELECT arrival FROM document WHERE organization_id = $organization AND kind IN (SELECT unnest($kinds))",
    { organization, kinds },
  );
  return readArrivals(reader, arrivals, columns);
}

/** Arrivals further apart than this are read separately: the documents between them would be unpacked for nothing. */
const maxArrivalGap = 16_384;

/** Documents where they lie. */
export async function readArrivals(
  reader: Asking,
  found: readonly (Row | Located)[],
  columns: string,
): Promise<readonly Row[]> {
  const arrivals = found.map(({ arrival }) => Number(arrival)).sort((a, b) => a - b);
  const ranges: number[][] = [];
  for (const arrival of arrivals) {
    const range = ranges.at(-1);
    if (range && arrival - (range.at(-1) ?? 0) < maxArrivalGap) range.push(arrival);
    else ranges.push([arrival]);
  }
  const rows: Row[] = [];
  for (const range of ranges) {
    rows.push(
      ...(await reader.query(
        `SELECT ${columns} FROM document
         WHERE arrival BETWEEN CAST($first AS BIGINT) AND CAST($last AS BIGINT)
           AND arrival IN (SELECT unnest(CAST($arrivals AS BIGINT[])))`,
        { first: range[0] ?? 0, last: range.at(-1) ?? 0, arrivals: range.map(String) },
      )),
    );
  }
  return rows;
}
