import { type Clock, hour, isoTime, minute } from "../base/index.ts";
import type { Genesys } from "../genesys/index.ts";

/** Clocks that are this far apart are worth a word; Genesys' own answers take seconds. */
const maxUnreportedSkew = 2 * minute;

/**
 * Genesys' clock, from the `Date` of its answers: events are dated by it, and read windows are noted by it, so that a
 * machine whose clock is ahead does not call days read that have not come. Our clock, until an answer has shown the
 * time there.
 */
export const createServerClock = (genesys: Pick<Genesys, "clockSkew">, clock: Clock): Clock => ({
  now: () => clock.now() - (genesys.clockSkew() ?? 0),
  sleep: clock.sleep,
});

/** The note about a wrong clock; null where ours agrees with Genesys' well enough. */
export function describeSkew(genesys: Pick<Genesys, "clockSkew">, clock: Clock): string | null {
  const ahead = genesys.clockSkew() ?? 0;
  if (Math.abs(ahead) < maxUnreportedSkew) return null;
  const [ours, theirs] = [clock.now(), clock.now() - ahead].map((time) => isoTime(time).slice(0, 16).replace("T", " "));
  const size =
    Math.abs(ahead) < 2 * hour ? `${Math.round(Math.abs(ahead) / minute)} minutes` : lengthOf(Math.abs(ahead));
  return (
    `This machine's clock is ${size} ${ahead > 0 ? "ahead" : "behind"}: ${ours} UTC here, ${theirs} UTC at Genesys. ` +
    "What is read goes by Genesys' clock; a length such as --since 7d counts from this machine's. Set the clock right."
  );
}

const lengthOf = (milliseconds: number): string => {
  const hours = Math.round(milliseconds / hour);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
};
