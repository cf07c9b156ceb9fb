import { second } from "../../base/index.ts";
import { createRecent } from "../org/recent.ts";

/** An evaluation that a search found, by ids alone: a busy org's interactions cannot all be kept. */
export interface FoundEvaluation {
  readonly id: string;
  readonly interactionId: string;
}

/** What searches found last. */
export interface Searches {
  /** What the search named by `key` found within the last seconds; else what `find` finds now. */
  read(key: string, now: number, find: () => readonly FoundEvaluation[]): readonly FoundEvaluation[];
}

/** So long all pages of a search come from one look at the org: looking anew for each took half of a large sync's time. */
const fresh = 5 * second;

/** The two searches of a client, for people's evaluations and for the machine's, and some more. */
const kept = 4;

export function createSearches(): Searches {
  const recent = createRecent<string, { readonly at: number; readonly found: readonly FoundEvaluation[] }>(kept);
  return {
    read(key, now, find) {
      const known = recent.get(key);
      const age = known ? now - known.at : Number.POSITIVE_INFINITY;
      return (known && age >= 0 && age < fresh ? known : recent.keep(key, { at: now, found: find() })).found;
    },
  };
}
