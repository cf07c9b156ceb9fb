import { minute } from "../../../base/index.ts";
import type { Random } from "../random.ts";

interface Event<Status> {
  readonly time: number;
  readonly eventTime: number;
  readonly status: Status;
}

/**
 * Collects what happened to a response; analytics hears of each a little later, sometimes minutes. A class, because a sweep
 * draws two of these for each survey that it looks at.
 */
export class EventList<Status extends string> {
  readonly events: Event<Status>[] = [];
  private readonly random: Random;

  constructor(random: Random) {
    this.random = random;
  }

  get last(): number {
    return this.events.at(-1)?.time ?? 0;
  }

  add(status: Status, time: number): this {
    const { events, random } = this;
    const before = events.at(-1);
    const when = Math.max(time, before ? before.time + 1 : time);
    const lag = random.chance(0.03) ? random.int(minute, 10 * minute) : random.int(150, 4_000);
    events.push({ status, time: when, eventTime: Math.max(when + lag, before ? before.eventTime + 1 : 0) });
    return this;
  }
}
