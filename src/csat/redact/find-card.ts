import type { Found } from "./found.ts";
import { type DigitGroup, digitsOf, readRuns } from "./number-runs.ts";

/**
 * First digits and lengths of the networks (ISO/IEC 7812; the networks' published ranges): Visa; Mastercard and Mir; American
 * Express; Diners Club; JCB; Maestro, Discover, UnionPay and RuPay.
 */
const networks =
  /^(?:4\d{12}(?:\d{3}){0,2}|(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720|220[0-4])\d{12}|3[47]\d{13}|3(?:0[0-5]|095|6\d|[89]\d)\d{11}(?:\d{2})?|35(?:2[89]|[3-8]\d)\d{12}|(?:50|5[6-8]|6\d)\d{11,17})$/;
const [shortest, longest] = [13, 19];

/** Numbers of payment cards: of a network's length and first digits, with the right check digit (Luhn). */
export function findCards(characters: string): readonly Found[] {
  const all: Found[] = [];
  for (const { groups, lead } of readRuns(characters, { wide: true })) {
    if (lead.includes("+")) continue;
    for (let from = 0; from < groups.length; ) {
      const card = readCard(groups, from);
      if (card !== null) all.push({ start: card[0]?.start ?? 0, end: card.at(-1)?.end ?? 0 });
      from += card?.length ?? 1;
    }
  }
  return all;
}

/** The longest number that begins with this group. */
function readCard(groups: readonly DigitGroup[], from: number): readonly DigitGroup[] | null {
  let card: readonly DigitGroup[] | null = null;
  for (let to = from + 1; to <= groups.length; to += 1) {
    const some = groups.slice(from, to);
    const digits = digitsOf(some);
    if (digits.length > longest) break;
    if (digits.length >= shortest && areCards(some) && areOne(some) && networks.test(digits) && passesLuhn(digits))
      card = some;
  }
  return card;
}

/** Numbers in lines, or with slashes or stars between them, are several, unless they are as long as the groups on a card: 4 4 4 4, 4 6 5. */
const areOne = (groups: readonly DigitGroup[]): boolean =>
  groups.slice(1).every(({ separator }) => /^(?: {1,2}| ?[-.] ?)$/.test(separator)) ||
  /^(?:4444[1-3]?|46[45])$/.test(groups.map(({ digits }) => digits.length).join(""));

/** Grades in a row are no card, unless there are as many as a card has digits. */
function areCards(groups: readonly DigitGroup[]): boolean {
  const short = groups.filter(({ digits }) => digits.length === 1).length;
  return short <= 1 || (short === groups.length && (short === 15 || short === 16));
}

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
