import { day, hour, type Interval, minute, second, UsageError } from "../../base/index.ts";
import type { RangeFlags } from "../flags/shared.ts";
import { readLocalTime } from "./local-time.ts";

const units: Readonly<Record<string, number>> = { s: second, m: minute, h: hour, d: day, w: 7 * day };

/** `7d`, `36h`, `90m`, `2w`, `30s` in milliseconds. */
export function readDuration(text: string, flag: string): number {
  const [, amount, unit] = /^(\d{1,6}(?:\.\d{1,3})?)\s*([smhdw])$/i.exec(text.trim()) ?? [];
  const length = Number(amount) * (units[unit?.toLowerCase() ?? ""] ?? Number.NaN);
  if (!Number.isFinite(length) || length <= 0) {
    throw new UsageError(
      `${flag} "${text}" is not a length of time.`,
      "Write a number and a unit: 90m, 24h, 7d or 2w.",
    );
  }
  return length;
}

/** The range that the flags mean, [from, to); a time without an offset is one of `timeZone`. @default the last 7 days */
export function readRange({ since, from, to }: RangeFlags, now: number, timeZone: string): Interval {
  if (since !== undefined && (from !== undefined || to !== undefined)) {
    throw new UsageError(
      "--since cannot be combined with --from or --to.",
      "Give a length of time back from now, or a range.",
    );
  }
  if (to !== undefined && from === undefined) {
    throw new UsageError("--to needs --from.", 'Add the start of the range, for example "--from 2026-03-01".');
  }
  const start = from === undefined ? readSince(since ?? "7d", now, timeZone) : readInstant(from, "--from", timeZone);
  const end = to === undefined ? now : readInstant(to, "--to", timeZone);
  if (start >= end) {
    const [a, b] = [new Date(start).toISOString(), new Date(end).toISOString()];
    throw new UsageError(
      `--from (${a}) is not before ${to === undefined ? "now" : "--to"} (${b}).`,
      "The range is [from, to): give a start that lies before its end.",
    );
  }
  return { from: start, to: end };
}

/** No Genesys Cloud existed before, in milliseconds since 1970. */
const earliestTime = Date.UTC(2010, 0, 1);

/** `--since` as a length back from now or as a time; one without an offset is one of `timeZone`. */
export function readSince(text: string, now: number, timeZone: string): number {
  const isLength = /^\s*[\d.]+\s*[a-z]+\s*$/i.test(text);
  const since = isLength ? now - readDuration(text, "--since") : readLocalTime(text, timeZone);
  if (since === null) {
    throw new UsageError(
      `--since "${text}" is neither a length of time nor an ISO 8601 date or time.`,
      `Write it as 90d, 12w, 2026-03-05 (in ${timeZone}) or 2026-03-05T08:15:00Z.`,
    );
  }
  if (since >= earliestTime && since < now) return since;
  throw new UsageError(
    `--since "${text}" is in the future, or before Genesys Cloud existed.`,
    "Give a length of time back from now, such as 90d, or a time from 2010 on.",
  );
}

function readInstant(text: string, flag: string, timeZone: string): number {
  const time = readLocalTime(text, timeZone);
  if (time === null) {
    throw new UsageError(
      `${flag} "${text}" is not an ISO 8601 date or time.`,
      `Write it as 2026-03-05, 2026-03-05T08:15 (in ${timeZone}) or 2026-03-05T08:15:00Z.`,
    );
  }
  return time;
}
