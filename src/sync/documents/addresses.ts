import { createHmac, randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { domainToASCII, domainToUnicode } from "node:url";
import { openScratch, placeFile, readRegularFile, readText, UsageError } from "../../base/index.ts";
import { foldText } from "../../csat/index.ts";
import { isServer, type Reader, type Warehouse } from "../../warehouse/index.ts";

/**
 * Fields in which Genesys puts a customer's number or address, as a text or a list (official SDK models AnalyticsSession,
 * AnalyticsFlow; `address` stands in participants of the conversations API).
 */
const fields: ReadonlySet<string> = new Set([
  "address",
  "addressFrom",
  "addressOther",
  "addressSelf",
  "addressTo",
  "ani",
  "bcc",
  "callbackNumbers",
  "cc",
  "destinationAddresses",
  "dnis",
  "journeyCustomerId",
  "remote",
  "screenShareAddressSelf",
  "sessionDnis",
  "transferTargetAddress",
  "videoAddressSelf",
]);

const mark = "hmac:";
const isHash = /^hmac:[0-9a-f]{32}$/;

export type HashAddress = (address: string) => string;

/**
 * The addresses in a document, hashed, each once and in order. None of them is stored in any other form, and no row is made of
 * them: they are there so that all that is held of one customer can be found by their number or address, and erased.
 * Agents' and the organization's own stand among them, since a transfer or a conference does not show whose is whose.
 */
export function collectAddresses(document: unknown, hashAddress: HashAddress): readonly string[] {
  const hashes = new Set<string>();
  // Not by recursion: a document may be 10,000 levels deep.
  const open: { readonly value: unknown; readonly isAddress: boolean }[] = [{ value: document, isAddress: false }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, isAddress } = next;
    if (typeof value === "string") {
      // Of a document that was stored before.
      if (isHash.test(value)) hashes.add(value);
      else if (isAddress) for (const address of readAddresses(value)) hashes.add(hashAddress(address));
    } else if (Array.isArray(value)) {
      const items: readonly unknown[] = value;
      for (const item of items) open.push({ value: item, isAddress });
    } else if (value !== null && typeof value === "object")
      for (const [name, one] of Object.entries(value)) open.push({ value: one, isAddress: fields.has(name) });
  }
  return [...hashes].sort();
}

/** Longest field that is searched for addresses; an e-mail's may name hundreds. */
const maxFieldLength = 10_000;

/**
 * The addresses that a field names, each in its one spelling: an e-mail or SIP address in small letters without scheme and
 * display name, a number as its digits without `+` or `00`. A SIP address of a number is that number.
 */
export function readAddresses(field: string): readonly string[] {
  const text = field.slice(0, maxFieldLength).normalize("NFC").toLowerCase();
  const mails = text.split(/[\s<>"',;:]+/).filter((word) => /.@./.test(word));
  // "tel:+49301234567;ext=5": the extension is many people's.
  const others = text.split(/[,;]/).filter((part) => !/^\s*[a-z-]+=/.test(part));
  return (mails.length > 0 ? mails : others).flatMap((one) => {
    const address = one.replace(/^\s*(?:tel|sips?|mailto):/, "").trim();
    const number = readNumber(address.split("@")[0] ?? "");
    return number ?? (address === "" ? [] : address);
  });
}

/**
 * The address, and where its domain is an international one also with that in the other script: `post@bücher.example` is
 * `post@xn--bcher-kva.example`, and what Genesys returns depends on who has sent it.
 */
export function readSpellings(address: string): readonly string[] {
  const at = address.lastIndexOf("@") + 1;
  const domain = address.slice(at);
  const domains = at === 0 ? [] : [domainToASCII(domain), domainToUnicode(domain)].filter((one) => one !== "");
  return [...new Set([address, ...domains.map((one) => address.slice(0, at) + one)])];
}

/**
 * The digits of a text that is written like a telephone number, as people copy it from letters and web pages too: digits of any
 * script, any dash and space, encoded as in a URI, and with the trunk digit that is left out after a country code, `+49 (0)30`.
 * Null for anything else.
 */
function readNumber(address: string): string | null {
  const text = foldText(address.replaceAll("%2b", "+").replaceAll("%20", " "), []).characters.trim();
  if (!/^\(?\+?[\d\s()./-]{3,40}$/.test(text)) return null;
  const isInternational = /^\(?(?:\+|00)/.test(text);
  const digits = (isInternational ? text.replace(/\(0\)/, "") : text).replace(/\D/g, "");
  return digits.length < 3 ? null : digits.replace(/^00/, "");
}

/**
 * Opens the key next to the warehouse (mode 0600), or in it where it is on a server; makes it where there is none. The same
 * address has the same hash in one warehouse, and nowhere else: without the key it cannot be found by trying numbers.
 *
 * Throws UsageError where the key cannot be read or written, or is no key.
 */
export async function openAddressKey(warehouse: Pick<Warehouse, "place" | "transaction">): Promise<HashAddress> {
  const { place } = warehouse;
  const key = isServer(place) ? await openStoredKey(warehouse) : await readKey(`${place}.key`);
  return hashWith(key);
}

/** The hashes of a key that has been read. */
export const hashWith =
  (key: Uint8Array): HashAddress =>
  (address) =>
    `${mark}${createHmac("sha256", key).update(address).digest("hex").slice(0, 32)}`;

/** Whoever comes first makes it; who waits for that commit finds it. */
function openStoredKey({ place, transaction }: Pick<Warehouse, "place" | "transaction">): Promise<Buffer> {
  return transaction(async (tx) => {
    const made = randomBytes(32).toString("hex");
    await tx.run(
      "INSERT INTO address_key (key) SELECT $made WHERE NOT EXISTS (SELECT 1 FROM address_key) ON CONFLICT DO NOTHING",
      { made },
    );
    const [row] = await tx.query("SELECT key FROM address_key");
    return decodeKey(place, String(row?.["key"]));
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

async function readKey(file: string): Promise<Buffer> {
  try {
    const newKey = randomBytes(32);
    // Whole or not at all: a key that a killed process left half would be none for good.
    await using scratch = await openScratch(dirname(file));
    const whole = join(scratch.path, "key");
    await writeFile(whole, `${newKey.toString("hex")}\n`, { mode: 0o600, flag: "wx" });
    if (await placeFile(whole, file)) return newKey;
  } catch (error) {
    throw unusable(file, error);
  }
  const found = await readRegularFile(file).catch((error: unknown) => Promise.reject(unusable(file, error)));
  return decodeKey(file, found?.bytes.toString() ?? "");
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
