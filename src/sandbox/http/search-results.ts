import { second } from "../../base/index.ts";
import { createLruCache } from "../org/lru-cache.ts";

/** An evaluation that a search found, by ids alone: a busy org's interactions cannot all be kept. */
export interface FoundEvaluation {
  readonly id: string;
  readonly interactionId: string;
  /** The sort key of the search. */
  readonly key: string;
}

/** The latest results of searches. */
export interface Searches {
  /**
   * What the search named by `name` found within the last seconds, from `from` on, if it looked as far back; else what `find`
   * finds now. A client that pages by key asks for the rest of it, page by page.
   */
  read(name: string, from: string, now: number, find: () => readonly FoundEvaluation[]): readonly FoundEvaluation[];
}

interface Known {
  readonly at: number;
  readonly from: string;
  readonly found: readonly FoundEvaluation[];
}

/** All pages of a search within this time come from one pass over the org: one pass a page took half of a large sync's time. */
const maxAge = 5 * second;

/** The two searches of a client, for people's evaluations and for the machine's, and some more. */
const maxSearches = 4;

export function createSearches(): Searches {
  const recent = createLruCache<string, Known>(maxSearches);
  return {
    read(name, from, now, find) {
      const known = recent.get(name);
      const age = known ? now - known.at : Number.POSITIVE_INFINITY;
      if (!known || known.from > from || age < 0 || age >= maxAge)
        return recent.keep(name, { at: now, from, found: find() }).found;
      return known.from === from ? known.found : known.found.filter(({ key }) => key >= from);
    },
  };
}
