import { minute } from "../../../base/index.ts";
import type { Random } from "../random.ts";

/** Collects what happened to a response; analytics hears of each a little later, sometimes minutes. */
export function createTimeline<Status extends string>(random: Random) {
  const events: { time: number; eventTime: number; status: Status }[] = [];
  const timeline = {
    events,
    last: () => events.at(-1)?.time ?? 0,
    add(status: Status, time: number) {
      const before = events.at(-1);
      const when = Math.max(time, before ? before.time + 1 : time);
      const lag = random.chance(0.03) ? random.int(minute, 10 * minute) : random.int(150, 4_000);
      events.push({ status, time: when, eventTime: Math.max(when + lag, before ? before.eventTime + 1 : 0) });
      return timeline;
    },
  };
  return timeline;
}
