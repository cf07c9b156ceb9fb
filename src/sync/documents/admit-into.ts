import { isoTime } from "../../base/index.ts";
import type { Transaction } from "../../warehouse/index.ts";
import { admit } from "./admit.ts";
import { type Erasures, writeMarks } from "./erasures.ts";
import type { HashAddress } from "./hash-address.ts";
import type { Arrival } from "./kept-document.ts";
import { markUnderived } from "./mark.ts";
import { notePurge } from "./purge-due.ts";
import { distinct, documentsOf, removeDocuments, storedResponses } from "./remove-documents.ts";

/** What was erased of an organization, and the key of its marks. */
export interface Erased {
  readonly organization: string;
  readonly hashAddress: HashAddress;
  readonly erasures: Erasures;
}

/**
 * Leaves out documents of what was erased, and removes what was stored before its interaction showed that it is an erased
 * customer's. @returns the others
 */
export async function admitInto(
  tx: Transaction,
  arrivals: readonly Arrival[],
  { organization, hashAddress, erasures }: Erased,
): Promise<readonly Arrival[]> {
  if (erasures.isEmpty) return arrivals;
  const { arrivals: rest, erased, marks } = admit(arrivals, erasures);
  const at = isoTime(latestOf(arrivals));
  const interactions = erased.map(({ interactionId }) => interactionId);
  const stored = interactions.length > 0 ? await storedResponses(tx, organization, interactions) : [];
  const responses = distinct([...stored, ...erased.flatMap((one) => one.responses)]);
  const more = stored.map(({ source, id }) => erasures.add(source, id));
  await writeMarks(tx, { organization, hashAddress, at }, [...marks, ...more]);
  if (interactions.length === 0) return rest;
  const underived = stored.map(({ source, id }) => ({ kind: source, id }));
  await markUnderived(tx, organization, underived);
  const removed = await removeDocuments(tx, organization, documentsOf(interactions, responses));
  if (removed > 0) await notePurge(tx, at);
  return rest;
}

/** When the latest of these was fetched, in milliseconds. */
export const latestOf = (arrivals: readonly Pick<Arrival, "fetchedAt">[]): number =>
  Math.max(0, ...arrivals.map(({ fetchedAt }) => fetchedAt));
