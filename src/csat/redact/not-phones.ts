import { taken } from "./folded-text.ts";

const [dayOfMonth, month, year] = ["(?:0?[1-9]|[12]\\d|3[01])", "(?:0?[1-9]|1[0-2])", "(?:19|20)\\d\\d"];
const currency =
  "€|\\$|£|¥|₹|EUR|USD|GBP|CHF|JPY|CAD|AUD|SEK|NOK|DKK|PLN|CZK|euros?|dollars?|pounds?|yen|francs?|円|元";

const [hour, minute] = ["(?:[01]?\\d|2[0-4])", "[0-5]\\d"];
const units =
  "seconds?|secs?|minutes?|mins?|hours?|days?|sekunden?|minuten?|stunden?|tagen?|segundos?|minutos?|horas?|secondes?|heures?|jours?";

/** Dates, hours, lengths of time and prices: digits in them belong to no telephone number. */
const patterns = [
  // 24.12.2026, 24. 12. 26, 12/24/2026; not of a number that goes on, as 01.23.45.67.89 does
  `(?<!\\d|\\d[-./] ?)(?:${dayOfMonth}([-./]) ?${month}\\1|${month}([-./]) ?${dayOfMonth}\\2) ?(?:${year}|\\d\\d)(?!\\d|[-./]\\d)`,
  // 2026-12-24
  `(?<!\\d|\\d[-./ ])${year}([-./ ])(?:0[1-9]|1[0-2])\\1(?:0[1-9]|[12]\\d|3[01])(?!\\d)`,
  // 20261224
  `(?<![\\d+]|[\\d)][-./ ])${year}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])(?![\\d]|[-./ ]\\d)`,
  // 0800-1900 Uhr
  `(?<!\\d)${hour}${minute} ?- ?${hour}${minute} ?(?:uhr|h|hrs|hours|o'clock)(?!\\p{L})`,
  // 123456 seconds
  `(?<![\\d+]|[\\d)][-./ ]{1,2})\\d+ ?(?:${units})(?!\\p{L})`,
  // 24 12 2026
  `(?<!\\d|\\d )${dayOfMonth} ${month} ${year}(?!\\d| \\d)`,
  // 1.234.567,89; 1,234,567.89
  "(?<!\\d|\\d[ .,])\\d{1,3}(?:[. ]\\d{3})*,\\d{1,2}(?!\\d)",
  "(?<!\\d|\\d[ .,])\\d{1,3}(?:,\\d{3})+(?:\\.\\d{1,2})?(?!\\d)",
  // 0512345 €, EUR 0512345
  `(?<![\\d.])\\d[\\d.]* ?(?:${currency}|%)(?![\\p{L}\\d])`,
  `(?<!\\p{L})(?:${currency}) ?\\d[\\d.]*(?!\\d)`,
].map((source) => new RegExp(source, "giu"));

/** The text without these, each character where it was. */
export const withoutDatesAndPrices = (characters: string): string =>
  patterns.reduce((text, pattern) => text.replace(pattern, (found) => taken.repeat(found.length)), characters);
