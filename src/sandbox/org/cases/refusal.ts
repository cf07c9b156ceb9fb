import { isoTime, nearest, UsageError } from "../../../base/index.ts";
import type { Moment } from "./case.ts";

/** Refuses one case: `where` is its place among the cases, such as `cases[2].survey`. */
export const refuse = (where: string, problem: string, hint: string): UsageError =>
  new UsageError(`${where}: ${problem}`, hint);

/** The one of that name, or a refusal that lists the names. */
export function named<Thing>(
  where: string,
  kind: string,
  name: string,
  things: readonly Thing[],
  nameOf: (thing: Thing) => string,
): Thing {
  const found = things.find((thing) => nameOf(thing) === name);
  if (found !== undefined) return found;
  const names = things.map(nameOf);
  const meant = nearest(String(name), names);
  const hint = meant === null ? `There are ${names.join(", ")}.` : `Did you mean ${meant}?`;
  throw refuse(where, `there is no ${kind} ${JSON.stringify(name)}.`, hint);
}

/** A misspelt key would be as good as none. */
export function onlyKnown(where: string, wanted: object, keys: readonly string[]): void {
  for (const key of Object.keys(wanted)) named(where, "key", key, keys, String);
}

export function millisecondsOf(where: string, moment: Moment): number {
  const time = moment instanceof Date ? moment.getTime() : typeof moment === "string" ? Date.parse(moment) : moment;
  if (typeof time === "number" && Number.isFinite(time)) return Math.floor(time);
  throw refuse(
    where,
    "that is no time.",
    "Give ISO 8601 such as 2026-03-02T09:00:00Z, a Date, or milliseconds since 1970.",
  );
}

/** A time, not before another one. */
export function after(where: string, moment: Moment, earliest: number, what: string): number {
  const time = millisecondsOf(where, moment);
  if (time >= earliest) return time;
  throw refuse(
    where,
    `${isoTime(time)} is before ${what}.`,
    `Give a time from ${isoTime(earliest)} on, or leave it out.`,
  );
}
