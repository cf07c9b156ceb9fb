import { day as dayLength, isoTime, type Moment, readMoment, readOptions } from "../../base/index.ts";
import type { Interaction, Org, Participant } from "../model.ts";

/** The days in [from, to), as known at `now`. */
interface HandledRange {
  readonly from: Moment;
  readonly to: Moment;
  readonly now: Moment;
}

/** How many interactions agents handled on a day; a count of 0 is absent. */
export interface ExpectedHandled {
  /** The day's start, ISO 8601 in UTC. */
  readonly day: string;
  readonly dimension: "all" | "queue" | "agent" | "media";
  readonly id: string | null;
  /** How many agents handled of it. */
  readonly interactions: number;
}

/**
 * One for each interaction, however many agents were in it, on each day on which the part of one of them, with its
 * after-call work, was over; of a queue, an agent or a medium, those with such a part there. Counted from the records
 * made with the interactions, for the days in [from, to), as known at `now`.
 * @throws {UsageError} for a value that is not a time
 */
export function truthHandled(org: Org, given: HandledRange): ExpectedHandled[] {
  const read = { from: readMoment, to: readMoment, now: readMoment };
  const { from, to, now } = readOptions<Record<"from" | "to" | "now", number>>(given, "truthHandled: range", read, [
    "from",
    "to",
    "now",
  ]);
  const counts = new Map<string, ExpectedHandled>();
  for (let day = org.firstDay; day <= Math.min(org.lastDay, Math.floor(to / dayLength)); day++)
    for (const interaction of org.day(day)) {
      if (interaction.mayBeMissing && org.switches.has("missing-interactions")) continue;
      const own = new Map<string, Omit<ExpectedHandled, "interactions">>();
      for (const [time, ...facts] of partsOf(interaction)) {
        if (time < from || time >= to || time > now) continue;
        const day = isoTime(Math.floor(time / dayLength) * dayLength);
        for (const [dimension, id] of facts) own.set(JSON.stringify([day, dimension, id]), { day, dimension, id });
      }
      for (const [key, fact] of own)
        counts.set(key, { ...fact, interactions: (counts.get(key)?.interactions ?? 0) + 1 });
    }
  return [...counts.values()];
}

type Fact = readonly [dimension: ExpectedHandled["dimension"], id: string | null];

function partsOf({ participants }: Interaction): [number, ...Fact[]][] {
  return participants.filter(handles).flatMap(({ userId, sessions }): [number, ...Fact[]][] => {
    const [own] = sessions;
    const ends = sessions.flatMap(({ segments }) => segments.map(({ end }) => end));
    // Somebody is still at it.
    if (!own || ends.includes(null)) return [];
    const queueId = own.segments.find((segment) => segment.queueId !== null)?.queueId ?? null;
    const done = Math.max(...ends.map((end) => end ?? 0));
    return [[done, ["all", null], ["queue", queueId], ["agent", userId], ["media", own.mediaType]]];
  });
}

/** An agent who talked to the customer; those who only listened, coached or let it ring do not count. */
const handles = ({ purpose, sessions }: Participant): boolean =>
  purpose === "agent" &&
  sessions.some(({ segments }) => segments.some(({ type }) => type === "interact")) &&
  sessions.every(
    (session) => !session.monitoredParticipantId && !session.coachedParticipantId && !session.bargedParticipantId,
  );
