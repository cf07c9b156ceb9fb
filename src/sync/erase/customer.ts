import { UsageError } from "../../base/index.ts";
import { readAddresses, readSpellings } from "../documents/addresses.ts";
import { writeMarks } from "../documents/erasures.ts";
import type { HashAddress } from "../documents/hash-address.ts";
import { takeTurn } from "../take-turn.ts";
import type { ErasedParts, Erasing } from "./erasing.ts";
import { findInDocuments } from "./find-in-documents.ts";
import { eraseInteractions } from "./interactions.ts";
import { mentionOf } from "./mentions.ts";

/** An address of the organization's own takes part in far more interactions than one customer: a hotline, an agent's extension. */
const usual = { interactions: 20, share: 0.05 };

/**
 * Erases every interaction that a number or address took part in, and marks it, so that none of its interactions is stored again.
 * @throws {UsageError} where it seems to be the organization's own
 */
export async function eraseCustomer(erasing: Erasing, hashes: readonly string[]): Promise<ErasedParts> {
  const { reader, organization, signal, writing } = erasing;
  const ids = new Set<string>();
  const mentions = hashes.map(mentionOf);
  for await (const found of findInDocuments(reader, { organization, kinds: ["interaction"], mentions, signal }))
    for (const { id } of found) ids.add(id);
  for (const hash of hashes) {
    const problems = await reader.query(
      `SELECT id FROM problem WHERE organization_id = $organization AND kind = 'interaction'
       AND position($hash IN coalesce(json, '')) > 0`,
      { organization, hash },
    );
    for (const { id } of problems) ids.add(String(id));
  }
  if (!writing?.isResumed) await refuseOwn(erasing, ids.size);
  await writing?.warehouse.transaction(async (tx) => {
    if (writing.warehouse.shared) await takeTurn(tx, organization);
    const marks = hashes.map((hash) => writing.erasures.add("customer", hash));
    await writeMarks(tx, writing, marks);
    await writing.note(tx);
  }, signal);
  return await eraseInteractions(erasing, [...ids]);
}

/** @throws {UsageError} where it is no address */
export function hashesOf(address: string, hashAddress: HashAddress): readonly string[] {
  const hashes = readAddresses(address).flatMap(readSpellings).map(hashAddress);
  if (hashes.length > 0) return hashes;
  throw new UsageError(
    "--customer: that is no address.",
    "Give a telephone number with its country code, an e-mail address, or a SIP address.",
  );
}

async function refuseOwn({ reader, organization }: Erasing, interactions: number): Promise<void> {
  if (interactions <= usual.interactions) return;
  const [row] = await reader.query(
    "SELECT count(*) AS n FROM document WHERE organization_id = $organization AND kind = 'interaction'",
    { organization },
  );
  if (interactions <= usual.share * Number(row?.["n"] ?? 0)) return;
  throw new UsageError(
    `--customer: this address took part in ${interactions} of ${row?.["n"]} interactions, as a number of your organization's own would.`,
    "Nothing was erased. Erase single interactions with --interaction.",
  );
}
