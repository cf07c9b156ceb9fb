import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { openScratch, placeFile, readRegularFile, readText, UsageError } from "../../base/index.ts";
import { isServer, type Reader, type Warehouse } from "../../warehouse/index.ts";
import { type HashAddress, hashWith } from "./hash-address.ts";
import { noteKey } from "./key-history.ts";

/**
 * Opens the key next to the warehouse (mode 0600), or in it where it is on a server; makes it where there is none. The same
 * address has the same hash in one warehouse, and nowhere else: without the key it cannot be found by trying numbers.
 *
 * Throws UsageError where the key cannot be read or written, or is no key.
 */
export async function openAddressKey(
  warehouse: Pick<Warehouse, "place" | "query" | "transaction">,
): Promise<HashAddress> {
  const { place } = warehouse;
  const { key, isNew } = isServer(place) ? await openStoredKey(warehouse) : await openKeyFile(`${place}.key`);
  const hashAddress = hashWith(key);
  await noteKey(warehouse, hashAddress, isNew);
  return hashAddress;
}

interface OpenedKey {
  readonly key: Uint8Array;
  /** Whether it was made just now. */
  readonly isNew: boolean;
}

/** Whoever comes first makes it; who waits for that commit finds it. */
async function openStoredKey({
  place,
  query,
  transaction,
}: Pick<Warehouse, "place" | "query" | "transaction">): Promise<OpenedKey> {
  const [stored] = await query("SELECT key FROM address_key");
  if (stored !== undefined) return { key: decodeKey(place, String(stored["key"])), isNew: false };
  return await transaction(async (tx) => {
    const made = randomBytes(32).toString("hex");
    await tx.run(
      "INSERT INTO address_key (key) SELECT $made WHERE NOT EXISTS (SELECT 1 FROM address_key) ON CONFLICT DO NOTHING",
      { made },
    );
    const [row] = await tx.query("SELECT key FROM address_key");
    return { key: decodeKey(place, String(row?.["key"])), isNew: row?.["key"] === made };
  });
}

/**
 * The key of a warehouse that is open, as `readAddressKey` reads one that is a file.
 * @throws {UsageError} where it is not a key
 */
export async function keyOfWarehouse({
  place,
  query,
}: Pick<Reader, "query"> & { readonly place: string }): Promise<Uint8Array | null> {
  if (!isServer(place)) return readAddressKey(place);
  const [right] = await query("SELECT has_table_privilege('address_key', 'SELECT') AS granted");
  if (right?.["granted"] !== true) return null;
  const [row] = await query("SELECT key FROM address_key");
  return row === undefined ? null : decodeKey(place, String(row["key"]));
}

async function openKeyFile(file: string): Promise<OpenedKey> {
  try {
    const newKey = randomBytes(32);
    // Whole or not at all: a key that a killed process left half would be none for good.
    await using scratch = await openScratch(dirname(file));
    const whole = join(scratch.path, "key");
    await writeFile(whole, `${newKey.toString("hex")}\n`, { mode: 0o600, flag: "wx" });
    if (await placeFile(whole, file)) return { key: newKey, isNew: true };
  } catch (error) {
    throw unusable(file, error);
  }
  const found = await readRegularFile(file).catch((error: unknown) => Promise.reject(unusable(file, error)));
  return { key: decodeKey(file, found?.bytes.toString() ?? ""), isNew: false };
}

/**
 * The key next to a warehouse, without making one; null where there is none, as next to a published copy, or where this
 * user may not read it.
 *
 * @throws {UsageError} where the file is not a key
 */
export async function readAddressKey(place: string): Promise<Uint8Array | null> {
  const file = `${readText(place, "readAddressKey: place")}.key`;
  const found = await readRegularFile(file).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && closed.has(error.code)) return null;
    throw unusable(file, error);
  });
  return found && decodeKey(file, found.bytes.toString());
}

const closed: ReadonlySet<unknown> = new Set(["ENOENT", "EACCES", "EPERM"]);

function decodeKey(file: string, text: string): Buffer {
  if (!/^[0-9a-f]{64}\s*$/.test(text)) throw unusable(file, "it holds no key");
  return Buffer.from(text.trim(), "hex");
}

const unusable = (file: string, reason: unknown): UsageError =>
  new UsageError(
    `The key that hashes customers' addresses, ${file}, cannot be used: ${reason instanceof Error ? reason.message : String(reason)}.`,
    "Restore it from a backup; with another key, addresses stored before and after could not be compared.",
  );
