import { stat } from "node:fs/promises";
import { AfterwordError, UsageError } from "../../base/index.ts";
import { openReader, publish, type Warehouse } from "../../warehouse/index.ts";
import { areCopiesDue, noteCopiesRenewed } from "./copies-due.ts";
import { type PublishedCopy, readPublished } from "./published.ts";

/** What became of the published copies of a warehouse in which something was erased. */
export interface RenewedCopies {
  /** Paths of those that were published again. */
  readonly renewed: readonly string[];
  /** Those that still have what was erased, and why. */
  readonly outdated: readonly { readonly path: string; readonly reason: AfterwordError }[];
  /** Those of another warehouse, of which this one is a copy. */
  readonly others: readonly { readonly path: string; readonly from: string }[];
}

/**
 * Publishes again the copies that are still at their places. The notes of them lie in the file and go with each of its copies, so
 * that a copy itself must say that it was made from this one: erasing in a copy that somebody tries something out in would put that
 * in place of what readers of the original see.
 */
export async function renewCopies(warehouse: Warehouse, signal?: AbortSignal): Promise<RenewedCopies> {
  const renewed: string[] = [];
  const outdated: { readonly path: string; readonly reason: AfterwordError }[] = [];
  const others: { readonly path: string; readonly from: string }[] = [];
  for (const { path } of warehouse.copyTo ? await readPublished(warehouse) : []) {
    if (path === warehouse.place || !(await isFile(path))) continue;
    try {
      const from = await sourceOf(path, signal);
      if (from === warehouse.place) {
        await publish(warehouse, path);
        renewed.push(path);
      } else if (from !== null && (await isFile(from))) others.push({ path, from });
      else outdated.push({ path, reason: notOurs(path, from) });
    } catch (error) {
      if (!(error instanceof AfterwordError) || signal?.aborted) throw error;
      outdated.push({ path, reason: error });
    }
  }
  if (outdated.length === 0) await noteCopiesRenewed(warehouse);
  return { renewed, outdated, others };
}

/** The same where something was erased and the process that did it was killed, or could not write them. @returns what is not clear yet */
export const renewDueCopies = async (warehouse: Warehouse, signal?: AbortSignal): Promise<RenewedCopies["outdated"]> =>
  (await areCopiesDue(warehouse)) ? (await renewCopies(warehouse, signal)).outdated : [];

const isFile = async (path: string): Promise<boolean> => (await stat(path).catch(() => null))?.isFile() ?? false;

/** From which warehouse a copy was made, by its own note. */
async function sourceOf(path: string, signal: AbortSignal | undefined): Promise<PublishedCopy["from"]> {
  await using reader = await openReader(path, signal ? { signal } : {});
  const copies = await readPublished(reader);
  return copies.find((copy) => copy.path === path)?.from ?? null;
}

const notOurs = (path: string, from: string | null): UsageError =>
  new UsageError(
    from === null
      ? `${path} does not say from which file it was made.`
      : `${path} was made from ${from}, which is not there.`,
    "Only copies that were made from this file are replaced.",
  );
