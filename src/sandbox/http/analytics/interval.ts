import { day, hour, type Interval, minute, second } from "../../../base/index.ts";
import { badRequest } from "../refusals.ts";

const iso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** `from/to` as analytics takes it; a time without a zone is UTC. Null where it is not readable or not forward. */
export function readInterval(text: string): Interval | null {
  const [from, to, ...more] = text.split("/").map(readMoment);
  if (from === undefined || to === undefined || more.length > 0) return null;
  return from < to ? { from, to } : null;
}

export function parseInterval(text: string): Interval {
  const interval = readInterval(text);
  if (!interval) throw badRequest("interval", `invalid interval ${JSON.stringify(text)}`);
  return interval;
}

function readMoment(text: string): number {
  if (!iso.test(text)) return Number.NaN;
  return Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`);
}

const duration = /^P(?!$)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Milliseconds of a granularity such as `P1D` or `PT30M`; months and years have no fixed length and are refused. */
export function parseGranularity(text: string): number {
  const [, ...parts] = duration.exec(text) ?? [];
  const lengths = [7 * day, day, hour, minute, second];
  const length = lengths.reduce((sum, unit, index) => sum + unit * Number(parts[index] ?? 0), 0);
  if (length === 0) throw badRequest("granularity", `invalid granularity ${JSON.stringify(text)}`);
  return length;
}
