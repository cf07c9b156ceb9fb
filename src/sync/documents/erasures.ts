import { UsageError } from "../../base/index.ts";
import type { Reader, Row, Transaction } from "../../warehouse/index.ts";
import { isForgotten } from "./forgotten-people.ts";
import type { HashAddress } from "./hash-address.ts";

/**
 * What can be erased; `customer` goes by the hash of an address, `full-name` by the words of a person's name, and `name` by the name as
 * earlier versions compared it. `name-length` is how many words such names have.
 */
export type ErasedKind =
  | "interaction"
  | "survey"
  | "evaluation"
  | "customer"
  | "agent"
  | "full-name"
  | "name-length"
  | "name";

/** Which things of an organization were erased, so that nothing of them is stored again. */
export interface Erasures {
  /** Whether nothing was: most warehouses need not look. */
  readonly isEmpty: boolean;
  has(kind: ErasedKind, id: string): boolean;
  /** Whether any of these kinds was. */
  hasAny(...kinds: readonly ErasedKind[]): boolean;
  /** From now on it counts as erased. @returns the row to be stored; null where it is stored */
  add(kind: ErasedKind, id: string, more?: Omit<ErasedRow, "kind" | "hmac">): Row | null;
  /** Stands for an erased person within one interaction: whoever knows it learns nothing about any other. */
  standIn(scope: string, agentId: string): string;
}

interface ErasedRow {
  readonly kind: string;
  readonly hmac: string;
  readonly day?: string | null;
  readonly form_id?: string | null;
  readonly status?: string | null;
}

/** The ids of people who were erased, as they stand in documents. */
const standIn = /^erased-[0-9a-f]{32}$/;

/** Of a person who was erased, or is not known any more by the age of a response, nothing is known. */
export const knownPerson = (id: string | null): string | null =>
  id !== null && (standIn.test(id) || isForgotten(id)) ? null : id;

/**
 * Reads what was erased. The marks are made with the key of addresses: without it nobody can find out whose they are.
 * @throws {UsageError} where the key is another one than they were made with, since then nothing would be recognized
 */
export async function readErasures(
  reader: Pick<Reader, "query">,
  organization: string,
  hashAddress: HashAddress,
): Promise<Erasures> {
  const rows = await reader.query("SELECT kind, hmac FROM erased WHERE organization_id = $organization", {
    organization,
  });
  const stored = new Set(rows.map(({ kind, hmac }) => `${kind} ${hmac}`));
  if (rows.length > 0 && !stored.has(`key ${hashAddress(keyMark)}`)) throw otherKey;
  return createErasures(hashAddress, stored);
}

/** @param stored marks, as kind and HMAC */
export function createErasures(hashAddress: HashAddress, stored: Set<string> = new Set()): Erasures {
  const kinds = new Set([...stored].map((mark) => mark.slice(0, mark.indexOf(" "))));
  const isEmpty = stored.size === 0;
  // The same people come in every interaction, and the same lengths in every text; other ids come once.
  const known = new Map<string, string>();
  const markOf = (kind: ErasedKind, id: string): string => {
    const text = `erased ${kind} ${id}`;
    const mark = known.get(text) ?? `${kind} ${hashAddress(text)}`;
    if (kind === "agent" || kind === "name-length") known.set(text, mark);
    return mark;
  };
  return {
    isEmpty,
    has: (kind, id) => kinds.has(kind) && stored.has(markOf(kind, id)),
    hasAny: (...some) => some.some((kind) => kinds.has(kind)),
    add(kind, id, more = {}) {
      const mark = markOf(kind, id);
      if (stored.has(mark)) return null;
      stored.add(mark);
      kinds.add(kind);
      return { kind, hmac: mark.slice(kind.length + 1), ...more };
    },
    standIn: (scope, agentId) => `erased-${hashAddress(`erased in ${scope} ${agentId}`).replace(/^hmac:/, "")}`,
  };
}

const keyMark = "erased key";

const otherKey = new UsageError(
  "The key of the warehouse is not the one with which erased customers and agents are recognized: they would be stored again.",
  "Restore the key (the .key file next to the warehouse) from a backup.",
);

/** Stores marks, and the mark of the key that they are made with. */
export async function writeMarks(
  tx: Transaction,
  {
    organization,
    hashAddress,
    at,
  }: { readonly organization: string; readonly hashAddress: HashAddress; readonly at: string },
  marks: readonly (Row | null)[],
): Promise<void> {
  const rows = marks.filter((row) => row !== null);
  if (rows.length === 0) return;
  const key = { kind: "key", hmac: hashAddress(keyMark) };
  await tx.put(
    "erased",
    [key, ...rows].map((row) => ({ ...row, organization_id: organization, erased_at: at })),
  );
}
