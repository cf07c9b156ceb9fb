import { day, earliestTime, hour, type Interval, isoTime, minute, second, UsageError } from "../base/index.ts";
import { readLocalTime } from "./local-time.ts";
import { asFlag, type RangeWords, type Spelling } from "./words.ts";

const units: Readonly<Record<string, number>> = { s: second, m: minute, h: hour, d: day, w: 7 * day };

/** `7d`, `36h`, `90m`, `2w`, `30s` in milliseconds; `name` is what it was given as. */
export function readDuration(text: string, name: string): number {
  const [, amount, unit] = /^(\d{1,6}(?:\.\d{1,3})?)\s*([smhdw])$/i.exec(text.trim()) ?? [];
  const length = Number(amount) * (units[unit?.toLowerCase() ?? ""] ?? Number.NaN);
  if (!Number.isFinite(length) || length <= 0) {
    throw new UsageError(
      `${name} "${text}" is not a length of time.`,
      "Write a number and a unit: 90m, 24h, 7d or 2w.",
    );
  }
  return length;
}

/** The range that the words mean, [from, to); a time without an offset is one of `timeZone`. @default the last 7 days */
export function readRange(
  { since, from, to }: RangeWords,
  now: number,
  timeZone: string,
  spelt: Spelling = asFlag,
): Interval {
  if (since !== undefined && (from !== undefined || to !== undefined)) {
    throw new UsageError(
      `${spelt("since")} cannot be combined with ${spelt("from")} or ${spelt("to")}.`,
      "Give a length of time back from now, or a range.",
    );
  }
  if (to !== undefined && from === undefined) {
    throw new UsageError(
      `${spelt("to")} needs ${spelt("from")}.`,
      `Add the start of the range, for example "${spelt("from")} 2026-03-01".`,
    );
  }
  const start =
    from === undefined ? readSince(since ?? "7d", now, timeZone, spelt) : readInstant(from, spelt("from"), timeZone);
  const end = to === undefined ? now : readInstant(to, spelt("to"), timeZone);
  if (start >= end) {
    throw new UsageError(
      `${spelt("from")} (${isoTime(start)}) is not before ${to === undefined ? "now" : spelt("to")} (${isoTime(end)}).`,
      "The range is [from, to): give a start that lies before its end.",
    );
  }
  return { from: start, to: end };
}

/** Whether `since` is meant as a length back from now, and not as a time. */
export const isLength = (text: string): boolean => /^\s*[\d.]+\s*[a-z]+\s*$/i.test(text);

/** `since` as a length back from now or as a time; one without an offset is one of `timeZone`. */
export function readSince(text: string, now: number, timeZone: string, spelt: Spelling = asFlag): number {
  const name = spelt("since");
  const since = isLength(text) ? now - readDuration(text, name) : readLocalTime(text, timeZone);
  if (since === null) {
    throw new UsageError(
      `${name} "${text}" is neither a length of time nor an ISO 8601 date or time.`,
      `Write it as 90d, 12w, 2026-03-05 (in ${timeZone}) or 2026-03-05T08:15:00Z.`,
    );
  }
  if (since >= earliestTime && since < now) return since;
  throw new UsageError(
    `${name} "${text}" is in the future, or before Genesys Cloud existed.`,
    "Give a length of time back from now, such as 90d, or a time from 2010 on.",
  );
}

function readInstant(text: string, name: string, timeZone: string): number {
  const time = readLocalTime(text, timeZone);
  if (time === null) {
    throw new UsageError(
      `${name} "${text}" is not an ISO 8601 date or time.`,
      `Write it as 2026-03-05, 2026-03-05T08:15 (in ${timeZone}) or 2026-03-05T08:15:00Z.`,
    );
  }
  return time;
}
