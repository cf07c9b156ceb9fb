import { createHmac, randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { UsageError } from "../../base/index.ts";

/** Fields of sessions and participants that hold a customer's number or address (official SDK models AnalyticsSession, AnalyticsParticipant). */
const fields = new Set([
  "ani",
  "dnis",
  "sessionDnis",
  "addressFrom",
  "addressTo",
  "addressSelf",
  "addressOther",
  "remote",
  "remoteNameDisplayable",
  "callbackNumbers",
  "callbackUserName",
]);

/** An address that stands in a field that nobody expected. */
const address = /^(?:(?:tel|sips?|mailto):\S+|[^\s@]+@[^\s@]+\.[^\s@]+)$/i;

const mark = "hmac:";

/** Whether the text in a field is an address that has not been hashed yet. */
export const isAddress = (field: string, text: string): boolean =>
  !text.startsWith(mark) && (fields.has(field) || address.test(text));

export type HashAddress = (address: string) => string;

/**
 * Opens the key beside the warehouse (mode 0600), or makes it. The same address has the same hash in one warehouse, and
 * nowhere else: without the key it cannot be found by trying numbers.
 *
 * Throws UsageError where the key cannot be read or written, or is no key.
 */
export async function openAddressKey(place: string): Promise<HashAddress> {
  const file = `${place}.key`;
  const key = await readKey(file);
  return (text) => `${mark}${createHmac("sha256", key).update(text.trim().toLowerCase()).digest("hex").slice(0, 32)}`;
}

async function readKey(file: string): Promise<Buffer> {
  try {
    const fresh = randomBytes(32);
    await writeFile(file, `${fresh.toString("hex")}\n`, { mode: 0o600, flag: "wx" });
    return fresh;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw unusable(file, error);
  }
  const text = await readFile(file, "utf8").catch((error: unknown) => Promise.reject(unusable(file, error)));
  return decodeKey(file, text);
}

/**
 * The key beside a warehouse, without making one; null where there is none, as beside a published copy, or where this user
 * may not read it.
 *
 * Throws UsageError where what stands there is no key.
 */
export async function readAddressKey(place: string): Promise<Uint8Array | null> {
  const file = `${place}.key`;
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && closed.has(error.code)) return null;
    throw unusable(file, error);
  });
  return text === null ? null : decodeKey(file, text);
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
