import { isoTime, type Moment, nearest, readMoment, UsageError } from "../../../base/index.ts";

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

/** A time, not before another one. */
export function after(where: string, moment: Moment, earliest: number, what: string): number {
  const time = readMoment(moment, where);
  if (time >= earliest) return time;
  throw refuse(
    where,
    `${isoTime(time)} is before ${what}.`,
    `Give a time from ${isoTime(earliest)} on, or leave it out.`,
  );
}
