import { findCards } from "./find-card.ts";
import { findIban } from "./find-iban.ts";
import { findIp } from "./find-ip.ts";
import { findMail } from "./find-mail.ts";
import { findPattern } from "./find-pattern.ts";
import { findPhones } from "./find-phone.ts";
import { foldText, taken } from "./folded-text.ts";
import type { Found } from "./found.ts";

/** What can be taken out of free texts. */
export type RedactedKind = "e-mail" | "phone" | "card" | "iban" | "ip";

/** What is taken out of what customers and evaluators wrote. */
export interface Redaction {
  readonly kinds: readonly RedactedKind[];
  /** The name that stands in place of what a pattern finds, and the pattern. */
  readonly patterns: Readonly<Record<string, string>>;
}

export const redactedKinds = ["e-mail", "phone", "card", "iban", "ip"] as const satisfies readonly RedactedKind[];

/** Everything that Afterword knows to take out. */
export const defaultRedaction: Redaction = { kinds: redactedKinds, patterns: {} };

/** Of the settings, which have every word in one list. */
export const redactionOf = ({
  redact,
  redactPatterns,
}: {
  readonly redact: readonly RedactedKind[];
  readonly redactPatterns: Readonly<Record<string, string>>;
}): Redaction => ({ kinds: redact, patterns: redactPatterns });

/** Grows whenever a text would be redacted otherwise than before: what is stored is then redacted again. */
const version = 3;

/** The same for two that redact alike. */
export const redactionId = ({ kinds, patterns }: Redaction): string =>
  JSON.stringify([version, [...kinds].sort(), Object.entries(patterns).sort()]);

interface Finder {
  readonly placeholder: string;
  readonly find: (characters: string) => readonly Found[];
}

/** In this order: digits of an IBAN may be those of a card, and those of an address a telephone number's. */
const finders: readonly (Finder & { readonly kind: RedactedKind })[] = [
  { kind: "e-mail", placeholder: "[e-mail]", find: findMail },
  { kind: "iban", placeholder: "[IBAN]", find: findIban },
  { kind: "card", placeholder: "[card]", find: findCards },
  { kind: "ip", placeholder: "[IP address]", find: findIp },
  { kind: "phone", placeholder: "[phone]", find: findPhones },
];

/** Nothing that Afterword itself looks for is without one of these. */
const mayHave = /[\p{N}@\ufe6b\uff20]|[([{\uff08]\s*(?:at|ät)/iu;
/** What is found next to what was taken out is found in the next round. */
const maxRounds = 5;

/**
 * Takes out of a text what is to be taken out, and puts a placeholder there that says what it was; nothing else of the text changes.
 * A text that was redacted before comes out as it is.
 * @throws {RE2JSException} for a pattern that is none
 */
export function createRedactor({ kinds, patterns }: Redaction): (text: string) => string {
  const own = Object.entries(patterns).map(
    ([name, pattern]): Finder => ({ placeholder: `[${name}]`, find: findPattern(pattern) }),
  );
  const wanted = [...own, ...finders.filter(({ kind }) => kinds.includes(kind))];
  const placeholders = [...own, ...finders].map(({ placeholder }) => placeholder);
  return (text) => {
    if (wanted.length === 0 || (own.length === 0 && !mayHave.test(text))) return text;
    let redacted = text;
    for (let round = 0; round < maxRounds; round += 1) {
      const before = redacted;
      redacted = redactOnce(before, wanted, placeholders);
      if (redacted === before) break;
    }
    return redacted;
  };
}

function redactOnce(text: string, wanted: readonly Finder[], placeholders: readonly string[]): string {
  const folded = foldText(text, placeholders);
  let { characters } = folded;
  const replaced: (Found & { readonly placeholder: string })[] = [];
  for (const { placeholder, find } of wanted) {
    const found = merged(find(characters)).filter(({ start, end }) => !characters.slice(start, end).includes(taken));
    for (const one of found) replaced.push({ ...one, placeholder });
    characters = replaceEach(characters, found, ({ start, end }) => taken.repeat(end - start));
  }
  const placeOf = (index: number): number => folded.places[index] ?? text.length;
  const inText = replaced
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, placeholder }) => ({ start: placeOf(start), end: placeOf(end), placeholder }));
  return replaceEach(text, inText, ({ placeholder }) => placeholder);
}

/** @param found in order, apart from each other */
function replaceEach<One extends Found>(text: string, found: readonly One[], by: (one: One) => string): string {
  let at = 0;
  const parts = found.map((one) => {
    const kept = text.slice(at, one.start);
    at = one.end;
    return kept + by(one);
  });
  return parts.join("") + text.slice(at);
}

/** In order; what overlaps is one. */
function merged(found: readonly Found[]): readonly Found[] {
  const all: Found[] = [];
  for (const one of found.toSorted((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (last && one.start < last.end) all[all.length - 1] = { start: last.start, end: Math.max(last.end, one.end) };
    else all.push(one);
  }
  return all;
}
