import type { Found } from "./found.ts";

const at = /@|[([{] ?(?:at|ät) ?[)\]}]/gi;
const local = /[\p{L}\p{M}\p{N}\p{So}._%+'&!#$*?^~-]/u;
const quoted = /"[^"\n]{1,64}"$/;
/** What begins a sentence or a list, and no address. */
const leading = /^[.'&!#$*?^~-]+/;
const dot = String.raw`(?:\.| ?[([{] ?(?:dot|punkt|punto|point) ?[)\]}] ?)`;
const domain = new RegExp(
  String.raw`(?:[\p{L}\p{M}\p{N}_-]+${dot})+(?:xn--[a-z\d-]+|\p{L}[\p{L}\p{M}]+)|\[?\d{1,3}(?:\.\d{1,3}){3}\]?`,
  "iuy",
);

/** E-mail addresses (RFC 5322), also with spaces around the `@`, and with `(at)` and `(dot)`. */
export function findMail(characters: string): readonly Found[] {
  const all: Found[] = [];
  for (const sign of characters.matchAll(at)) {
    const after = skipSpaces(characters, sign.index + sign[0].length, 1);
    domain.lastIndex = after;
    const [host] = domain.exec(characters) ?? [];
    if (host === undefined) continue;
    const end = skipSpaces(characters, sign.index, -1);
    let start = end;
    while (local.test(characters[start - 1] ?? "")) start -= 1;
    if (start === end) start -= quoted.exec(characters.slice(Math.max(0, end - 66), end))?.[0].length ?? 0;
    start += leading.exec(characters.slice(start, end))?.[0].length ?? 0;
    const isSpaced = end < sign.index || after > sign.index + sign[0].length;
    // "We met @ noon.It rained": a sentence that lacks a space has a capital letter.
    if (start === end || (isSpaced && sign[0] === "@" && /\.\p{Lu}[^.]*$/u.test(host))) continue;
    all.push({ start, end: after + host.length });
  }
  return all;
}

/** At most two. */
function skipSpaces(characters: string, from: number, step: 1 | -1): number {
  let place = from;
  const next = (): string | undefined => characters[step === 1 ? place : place - 1];
  while (next() === " " && Math.abs(place - from) < 2) place += step;
  return place;
}
