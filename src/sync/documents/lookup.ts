import { hash } from "node:crypto";
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
  Number.parseInt(hash("sha1", `${kind} ${id}`, "hex").slice(0, 13), 16);

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

/** The stored documents among these: kind, id, and the columns that are asked for. */
export async function findDocuments(
  reader: Asking,
  organization: string,
  wanted: readonly Wanted[],
  ...columns: readonly string[]
): Promise<readonly Row[]> {
  const names = new Set(wanted.map(({ kind, id }) => `${kind} ${id}`));
  const keys = wanted.map(({ kind, id }) => keyOf(kind, id));
  const arrivals = await findArrivals(reader, "key", keys);
  const rows = await readArrivals(reader, arrivals, ["organization_id", "kind", "id", ...columns].join(", "));
  return rows.filter((row) => row["organization_id"] === organization && names.has(`${row["kind"]} ${row["id"]}`));
}

/** The children of these, the responses of interactions: kind, id, parent_id, and the columns that are asked for. */
export async function findChildren(
  reader: Asking,
  organization: string,
  interactions: readonly string[],
  ...columns: readonly string[]
): Promise<readonly Row[]> {
  const parents = new Set(interactions);
  const keys = interactions.map((id) => keyOf("interaction", id));
  const arrivals = await findArrivals(reader, "parent_key", keys);
  const rows = await readArrivals(
    reader,
    arrivals,
    ["organization_id", "kind", "id", "parent_id", ...columns].join(", "),
  );
  return rows.filter((row) => row["organization_id"] === organization && parents.has(String(row["parent_id"])));
}

/**
 * Where documents lie. Of each column that is named every value is read: with these two of them it took 19 ms at 800,000 documents,
 * and 25 with the four of `locate`.
 */
async function findArrivals(
  reader: Asking,
  column: "key" | "parent_key",
  keys: readonly number[],
): Promise<readonly Row[]> {
  if (keys.length === 0) return [];
  return await reader.query(
    `SELECT arrival FROM document WHERE ${column} IN (SELECT unnest(CAST($keys AS BIGINT[])))`,
    { keys: keys.map(String) },
  );
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
  const rows = await readArrivals(reader, arrivals, `organization_id, ${columns}`);
  // Of large documents, those of another organization that have the same ids are read with them.
  return rows.filter((row) => row["organization_id"] === organization);
}

/**
 * Arrivals further apart than this are read separately. Between documents whose texts are read, others would be unpacked for
 * nothing, 2,048 at a time, which takes as long as several statements do: a sync of 17,000 responses into 180,000 took 146 s of
 * processor time at 16,384, and 128 at this. Without texts it is the statements that cost: 1,828 of them took 6.3 s at 2,048, and 593 take 4.3.
 */
const maxArrivalGaps = { texts: 2_048, facts: 32_768 } as const;

/**
 * Characters of what lies within a range of arrivals that are read together, where there are large documents. DuckDB unpacks the
 * texts of 2,048 rows at once: three of 400 with 300 kB each took 256 MB. Only what a range of values rules out, and nothing
 * but a range, stays packed.
 */
const maxCharacters = 8_000_000;

/** Documents where they lie. */
export async function readArrivals(
  reader: Asking,
  found: readonly (Row | Located)[],
  columns: string,
): Promise<readonly Row[]> {
  const arrivals = found.map(({ arrival }) => Number(arrival)).sort((a, b) => a - b);
  const isWithText = /\bjson\b/.test(columns);
  const isLarge = isWithText ? await findLarge(reader, arrivals) : () => false;
  const maxGap = isWithText ? maxArrivalGaps.texts : maxArrivalGaps.facts;
  const rows: Row[] = [];
  for (const range of cutRange(arrivals, (before, next) => next - before >= maxGap)) {
    if (isLarge(range)) rows.push(...(await readLarge(reader, range, columns)));
    else
      rows.push(
        ...(await reader.query(
          `SELECT ${columns} FROM document
           WHERE ${within(range)} AND arrival IN (SELECT unnest(CAST($arrivals AS BIGINT[])))`,
          { arrivals: range.map(String) },
        )),
      );
  }
  return rows;
}

/** Numbers of our own, written out, by which DuckDB rules out rows before it unpacks their texts. */
const within = (range: readonly number[]): string => `arrival BETWEEN ${range[0] ?? 0} AND ${range.at(-1) ?? 0}`;

/** Documents that arrived one after the other, of which it is known whether any is large. */
const block = 2_048;

/**
 * Where large documents lie, of 32,000 characters or more: 2,048 that have fewer are never too much. The number is written out
 * for the index that a server has of them.
 */
async function findLarge(reader: Asking, arrivals: readonly number[]): Promise<(range: readonly number[]) => boolean> {
  if (arrivals.length === 0) return () => false;
  const rows = await reader.query(
    `SELECT DISTINCT arrival - arrival % ${block} AS first FROM document WHERE size >= 32000 AND ${within(arrivals)}`,
  );
  const large = rows.map(({ first }) => Number(first));
  return (range) => large.some((first) => first <= (range.at(-1) ?? 0) && first + block > (range[0] ?? 0));
}

/** Everything that lies within a range, by arrival. */
async function placesOf(reader: Asking, range: readonly number[]): Promise<Places> {
  const rows = await reader.query(`SELECT arrival, key, size FROM document WHERE ${within(range)} ORDER BY arrival`);
  return new Map(
    rows.map(({ arrival, key, size }) => [
      Number(arrival),
      { key: Number(key), size: Number(size ?? defaultPageSize) },
    ]),
  );
}

type Places = ReadonlyMap<number, Pick<Located, "key" | "size">>;

/** Reads range by range; by their keys, since DuckDB unpacks everything again where the column of the range is read, too. */
async function readLarge(reader: Asking, range: readonly number[], columns: string): Promise<readonly Row[]> {
  const all = await placesOf(reader, range);
  const wanted = new Set(range.map((arrival) => all.get(arrival)?.key));
  const places = [...all.keys()];
  let [index, characters] = [0, 0];
  const isTooMuch = (_: number, next: number): boolean => {
    let between = 0;
    for (; (places[index] ?? Infinity) <= next; index += 1) between += all.get(places[index] ?? 0)?.size ?? 0;
    characters += between;
    if (characters <= maxCharacters) return false;
    characters = all.get(next)?.size ?? 0;
    return true;
  };
  const rows: Row[] = [];
  for (const part of cutRange(range, isTooMuch)) {
    const read = await reader.query(`SELECT key AS place, ${columns} FROM document WHERE ${within(part)}`);
    for (const { place, ...row } of read) if (wanted.has(Number(place))) rows.push(row);
  }
  return rows;
}

/** Numbers in order, cut between two wherever `isApart`. */
function cutRange(numbers: readonly number[], isApart: (before: number, next: number) => boolean): number[][] {
  const all: number[][] = [];
  for (const number of numbers) {
    const range = all.at(-1);
    if (range && !isApart(range.at(-1) ?? 0, number)) range.push(number);
    else all.push([number]);
  }
  return all;
}
