import type { Found } from "./found.ts";

/** Characters of an IBAN by country (ISO 13616, SWIFT's IBAN registry, release 99). */
const lengths: Readonly<Record<string, number>> = Object.fromEntries(
  (
    "NO15 BE16 BI27 DK18 FI18 FK18 FO18 GL18 NL18 SD18 MK19 SI19 AT20 BA20 EE20 KZ20 LT20 LU20 XK20 MN20 CH21 HR21 LI21 " +
    "LV21 BG22 BH22 CR22 DE22 GB22 GE22 IE22 ME22 RS22 AE23 GI23 IL23 IQ23 OM23 SO23 TL23 AD24 CZ24 ES24 MD24 PK24 RO24 SA24 SE24 " +
    "SK24 TN24 VG24 LY25 PT25 ST25 IS26 TR26 AZ28 CY28 DO28 GT28 HU28 LB28 NI28 PL28 SV28 AL28 DJ27 FR27 GR27 IT27 MC27 " +
    "MR27 SM27 HN28 BR29 EG29 PS29 QA29 KW30 JO30 YE30 MU30 UA29 BY28 LC32 SC31 MT31 RU33 VA22"
  )
    .split(" ")
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

const begin = /(?<![a-z\d])(?:iban[:. ]{0,2})?([a-z] ?[a-z])[ \n\r._/-]{0,2}(?=\d ?\d)/dgi;
const separator = /[ \n\r._/-]/;

/** IBANs: as long as their country has them, with the right check digits (mod 97, ISO 7064), grouped in any way. */
export function findIban(characters: string): readonly Found[] {
  const all: Found[] = [];
  for (const { 1: letters = "", indices } of characters.matchAll(begin)) {
    const country = letters.replace(" ", "").toUpperCase();
    const found = readIban(characters, indices?.[1]?.[0] ?? 0, lengths[country] ?? 0);
    if (found !== null) all.push(found);
  }
  return all;
}

function readIban(characters: string, start: number, length: number): Found | null {
  let text = "";
  let place = start;
  for (let separators = 0; text.length < length && separators < 3; place += 1) {
    const next = characters[place] ?? "";
    if (/[a-z\d]/i.test(next)) {
      text += next.toUpperCase();
      separators = 0;
    } else if (separator.test(next)) separators += 1;
    else return null;
  }
  const isWhole = length > 0 && text.length === length && !/[a-z\d]/i.test(characters[place] ?? "");
  return isWhole && isMostlyDigits(text) && hasCheckDigits(text) ? { start, end: place } : null;
}

/** "De 10 minutos pasamos a …" has the check digits once in 97 times; no country has as many letters in its account numbers. */
const isMostlyDigits = (iban: string): boolean => iban.replace(/\D/g, "").length * 2 >= iban.length;

function hasCheckDigits(iban: string): boolean {
  let rest = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
