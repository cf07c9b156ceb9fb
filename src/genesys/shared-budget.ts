import { createHash } from "node:crypto";
import { z } from "zod";
import { type Clock, readStored } from "../base/index.ts";
import { afterAnswer, nothingKnown, readLimits, roomAt } from "./rate-limit-window.ts";

/** Texts that several processes change, one after the other: rows of a database. */
export interface SharedTexts {
  /** Replaces a text by what `step` makes of it; `now` is the time where it is kept, which is the same for all. */
  change<Result>(
    name: string,
    step: (text: string | null, now: number) => { readonly value: string; readonly result: Result },
  ): Promise<Result>;
}

/** A request's leave to be sent, which all processes of the OAuth client know of. */
export interface Permit {
  /** `header` reads the answer's headers; null where no answer came. */
  giveBack(header: ((name: string) => string) | null): Promise<void>;
}

/** What processes of one OAuth client know together: the limit, and the requests in flight by when they were sent. */
const budgetSchema = z.object({
  window: z.object({ count: z.number(), allowed: z.number(), earliest: z.number(), latest: z.number() }).nullable(),
  answered: z.boolean(),
  sent: z.record(z.string(), z.number()),
  /** When the limit last let anybody through. */
  admitted: z.number(),
});
type Budget = z.infer<typeof budgetSchema>;

/**
 * A request that is in flight for longer belongs to a process that died: an attempt takes 30 s at most. Genesys may have counted
 * it in a window that began with it, and a window lasts a minute: until that is over it takes room. Milliseconds.
 */
const maxInFlight = 95_000;

/** How often to look where nothing says when there will be room: another process waits for its answer. Milliseconds. */
const pollEvery = 100;

interface SharedBudgetOptions {
  readonly clientId: string;
  readonly clock: Clock;
  /** Makes names that no other process makes. */
  readonly newId: () => string;
  readonly onWait: (milliseconds: number) => void;
  /** Milliseconds for which the limit may let nobody through while a request waits. */
  readonly maxSilence: number;
  /** The error of a request that waits, where nobody has been let through for `silence` ms and will be for `wait` more. */
  readonly giveUp: (silence: number, wait: number) => Error;
}

export interface SharedBudget {
  /** Resolves when one more request may be sent. */
  take(signal: AbortSignal): Promise<Permit>;
}

/** One request budget for all processes of an OAuth client: the rule of the gate, with all their requests in flight. */
export function createSharedBudget(
  texts: SharedTexts,
  { clientId, clock, newId, onWait, maxSilence, giveUp }: SharedBudgetOptions,
): SharedBudget {
  // Whoever reads the database need not learn the client.
  const name = `request budget ${createHash("sha256").update(clientId).digest("hex")}`;
  return {
    async take(signal) {
      const id = newId();
      let since: number | null = null;
      for (;;) {
        signal.throwIfAborted();
        const refused = await texts.change(name, (text, now) => {
          since ??= now;
          const budget = withoutLost(readBudget(text), now);
          const at = roomAt(budget, Object.keys(budget.sent).length, now);
          if (at !== null && at <= now) {
            const sent = { ...budget.sent, [id]: now };
            return { value: JSON.stringify({ ...budget, sent, admitted: now }), result: null };
          }
          const silence = now - Math.max(since, budget.admitted);
          return { value: JSON.stringify(budget), result: { wait: at === null ? pollEvery : at - now, silence } };
        });
        if (refused === null) return { giveBack: (header) => giveBack(id, header) };
        const { wait, silence } = refused;
        if (silence + wait > maxSilence) throw giveUp(silence, wait);
        if (wait > pollEvery) onWait(wait);
        await clock.sleep(wait, signal);
      }
    },
  };

  async function giveBack(id: string, header: ((name: string) => string) | null): Promise<void> {
    await texts.change(name, (text, now) => {
      const budget = withoutLost(readBudget(text), now);
      const { [id]: sent, ...rest } = budget.sent;
      if (sent === undefined) return { value: JSON.stringify(budget), result: undefined };
      const known = afterAnswer(budget, { header, limits: header && readLimits(header, now) }, sent, now);
      return { value: JSON.stringify({ ...budget, ...known, sent: rest }), result: undefined };
    });
  }
}

const readBudget = (text: string | null): Budget =>
  text === null
    ? { ...nothingKnown, sent: {}, admitted: 0 }
    : readStored(budgetSchema, text, "the shared request budget");

const withoutLost = (budget: Budget, now: number): Budget => ({
  ...budget,
  sent: Object.fromEntries(Object.entries(budget.sent).filter(([, at]) => at + maxInFlight > now)),
});
