import { domainToASCII, domainToUnicode } from "node:url";
import { foldText } from "../../csat/index.ts";
import type { HashAddress } from "./hash-address.ts";

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

const isHash = /^hmac:[0-9a-f]{32}$/;

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
