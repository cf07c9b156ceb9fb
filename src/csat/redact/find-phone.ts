import type { Found } from "./found.ts";
import { withoutDatesAndPrices } from "./not-phones.ts";
import { type DigitGroup, digitsOf, readRuns } from "./number-runs.ts";

/** Digits of an international number (ITU-T E.164), and of the shortest that is taken for one. */
const [fewest, most] = [7, 15];
/** Digits of a number with its country's trunk prefix: fewer are no whole number, more are none of any country. */
const national = { fewest: 9, most: 13, unseparated: { fewest: 10, most: 12 } };

const words =
  "tel|phone|call|dial|mobile|cell|fax|whatsapp|sms|ring me|reach me|handy|mobil|ruf|anruf|erreichbar|telefon|fon|móvil|ll[aá]m|número|portable|appel|" +
  "電話|携帯|(?:my|our|his|her|contact) (?:number|no)|(?:mein|unser)e[rn]? n(?:umme)?r|(?:mon|notre) num[eé]ro";
/** A word for telephoning, and at most three more, right before a number. */
const phoneBefore = new RegExp(`(?:${words})\\p{L}*[^\\p{L}\\d]{0,3}(?:\\p{L}{1,10}[^\\p{L}\\d]{1,3}){0,3}$`, "iu");

const things =
  "order|ticket|case|invoice|contract|customer|client|account|reference|ref|booking|tracking|parcel|article|item|serial|policy|sku|ean|zip|" +
  "bestell|auftrag|kunden|rechnung|vertrag|artikel|sendung|paket|serien|konto|vorgang|buchung|referenz|pedido|factura|contrato|cliente|" +
  "commande|facture|contrat|model|modell|version|(?<!\\p{L})id(?!\\p{L})|注文";
/** A word for what is numbered, with what may stand between it and its number. */
const thingBefore = new RegExp(
  `(?:${things})\\p{L}*[ -]?(?:(?:number|numero|número|nummer|no|nr|id|code|番号)[.:]?)? ?[.:#№]? ?(?:is|ist|was|war|es)? ?$`,
  "iu",
);
/** A letter right before it, or with a dash between, makes it a part of a name: INV-0123456789. */
const nameBefore = /[\p{L}\p{N}_#№]$|[\p{L}\p{N}_][-_/.]$/u;
const nameAfter = /^(?:[\p{L}_](?!\d)|[-_]\p{L})/u;
/** Characters that are read before a number. */
const context = 60;

/**
 * Telephone numbers: with `+` or `00`; with a trunk `0`; as North America groups them; after a word for telephoning any. A number
 * without one of these is somebody's order, date, grade or price.
 */
export function findPhones(characters: string): readonly Found[] {
  const text = withoutDatesAndPrices(characters);
  const all: Found[] = [];
  for (const { groups, lead, start } of readRuns(text)) {
    const before = text.slice(Math.max(0, start - context), start);
    for (let from = 0; from < groups.length; ) {
      const found = readPhone(untilNext(groups.slice(from, from + most + 2)), {
        lead: from === 0 ? lead : (groups[from]?.separator ?? ""),
        previous: groups[from - 1] ?? null,
        before: from === 0 ? before : "",
        after: (end) => text.slice(end, end + 2),
      });
      const [first, last] = [found?.[0], found?.at(-1)];
      if (first && last) all.push({ start: from === 0 ? start : first.start, end: last.end });
      from += found?.length ?? 1;
    }
  }
  return all;
}

interface Around {
  readonly lead: string;
  readonly previous: DigitGroup | null;
  readonly before: string;
  readonly after: (end: number) => string;
}

/** The groups of the number that begins with the first of these. */
function readPhone(groups: readonly DigitGroup[], around: Around): readonly DigitGroup[] | null {
  const { lead, before } = around;
  const first = groups[0]?.digits ?? "";
  if (lead.includes("+") && !/[\p{L}\p{N}]$/u.test(before) && first[0] !== "0")
    return atMost(most, groups, (digits) => digits >= fewest);
  if (isPartOfMore(around, groups)) return null;
  if (phoneBefore.test(before) && !thingBefore.test(before)) return atMost(most, groups, (digits) => digits >= 6);
  if (nameBefore.test(before) || thingBefore.test(before)) return null;
  if (/^00(?:$|[1-9])/.test(first))
    return atMost(most + 2, groups, (digits, some) => digits >= (some.length === 1 ? 11 : fewest + 2));
  if (/^0[1-9]/.test(first)) return atMost(national.most, groups, isNational);
  if (first === "0" && /^[1-9]\d\d?$/.test(groups[1]?.digits ?? "")) return atMost(national.most, groups, isAfterTrunk);
  return readNorthAmerican(groups);
}

/** A slash with spaces around it divides two numbers, but for one right after an area. */
function untilNext(groups: readonly DigitGroup[]): readonly DigitGroup[] {
  const next = groups.findIndex(
    ({ separator }, index) => separator === " / " && digitsOf(groups.slice(0, index)).length >= fewest,
  );
  return next > 0 ? groups.slice(0, next) : groups;
}

/** As many groups as have together no more digits; without a single digit behind a longer group, which is a grade more likely. */
function atMost(
  digits: number,
  groups: readonly DigitGroup[],
  isEnough: (digits: number, some: readonly DigitGroup[]) => boolean,
): readonly DigitGroup[] | null {
  let some = groups;
  while (digitsOf(some).length > digits || endsInGrade(some)) some = some.slice(0, -1);
  return some.length > 0 && isEnough(digitsOf(some).length, some) ? some : null;
}

function endsInGrade(groups: readonly DigitGroup[]): boolean {
  const [before, last] = groups.slice(-2);
  return last?.digits.length === 1 && /^ +$/.test(last.separator) && (before?.digits.length ?? 0) > 2;
}

/** Pairs of digits are times and grades, but for France's five. */
function isNational(digits: number, groups: readonly DigitGroup[]): boolean {
  const { unseparated } = national;
  if (groups.length === 1) return digits >= unseparated.fewest && digits <= unseparated.most;
  if (groups.every((group) => group.digits.length <= 2)) return groups.length === 5 && digits === 10;
  const [prefix, rest] = groups.map((group) => group.digits.length);
  const isShort = groups.length === 2 && digits === 8 && (prefix ?? 0) >= 3 && (rest ?? 0) >= 4;
  return digits >= national.fewest || isShort;
}

/** "0 171 2345678": a trunk digit of its own, before an area and a number that is as long as none of grades and rooms. */
const isAfterTrunk = (digits: number, [, , number]: readonly DigitGroup[]): boolean =>
  digits >= national.fewest && (number?.digits.length ?? 0) >= 5;

/** 555-123-4567, (555) 123-4567, 1-800-555-0199: areas begin with 2 to 9 (NANPA). */
function readNorthAmerican(groups: readonly DigitGroup[]): readonly DigitGroup[] | null {
  const country = groups[0]?.digits === "1" ? 1 : 0;
  const [area, office, line, ...more] = groups.slice(country);
  const lengths = [area, office, line].map((group) => group?.digits.length ?? 0).join("");
  const goesOn = more[0] !== undefined && !/^ +$/.test(more[0].separator);
  if (lengths === "334" && /^[2-9]/.test(area?.digits ?? "") && !goesOn) return groups.slice(0, country + 3);
  const inBrackets = office?.separator.includes(")") && area?.digits.length === 3 && office.digits.length === 7;
  return inBrackets ? groups.slice(0, country + 2) : null;
}

/** A piece of a longer number, or of a name. */
function isPartOfMore({ previous, after }: Around, groups: readonly DigitGroup[]): boolean {
  if (nameAfter.test(after(groups.at(-1)?.end ?? 0)) && groups.length === 1) return true;
  if (previous === null) return false;
  const isApart = /^ +$|^ ?\( ?$/.test(groups[0]?.separator ?? "");
  return !isApart || previous.digits.length === groups[0]?.digits.length;
}
