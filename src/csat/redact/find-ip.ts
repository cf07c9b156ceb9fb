import { isIPv6 } from "node:net";
import type { Found } from "./found.ts";

const part = String.raw`(?:25[0-5]|2[0-4]\d|[01]?\d?\d)`;
const v4 = new RegExp(String.raw`(?<![\d.])${part}(?:\.${part}){3}(?!\d|\.\d)`, "g");
const v6 = /(?<![\p{L}\p{N}_:.])[\da-f:.]+/giu;

/** Characters of an address, with some stops after it. */
const maxAddress = 60;

/**
 * IP addresses: four numbers to 255 with dots between them, and whatever the standard reads as version 6 that has a digit and two
 * parts. A time such as 12:30:45 is none.
 */
export const findIp = (characters: string): readonly Found[] => [...findV6(characters), ...findV4(characters)];

function* findV6(characters: string): Generator<Found> {
  for (const { 0: found, index } of characters.matchAll(v6)) {
    // A stop after it is the sentence's.
    if (found.length > maxAddress) continue;
    const address = found.replace(/\.+$|(?<!:):$/, "");
    const parts = address.split(":").filter((one) => one !== "").length;
    const isWord = /[\p{L}\p{N}_]/u.test(characters[index + found.length] ?? "");
    if (!isWord && /\d/.test(address) && parts >= 2 && isIPv6(address))
      yield { start: index, end: index + address.length };
  }
}

function* findV4(characters: string): Generator<Found> {
  for (const { 0: found, index } of characters.matchAll(v4)) yield { start: index, end: index + found.length };
}
