import { minute } from "../base/index.ts";
import { type Filter, type Grouping, refuseFewAgents, refuseUnmatchedFilter } from "../metrics/index.ts";
import {
  asIs,
  findAgents,
  type QueryReaders,
  type QueryWords,
  readFilter,
  readGrouping,
  readQuery,
  refuseAgents,
  reportRange,
} from "../request/index.ts";
import type { DashboardContext } from "./context.ts";
import { Refusal } from "./errors.ts";

/** What the query of an address asks for, and what that means in this warehouse. */
export interface Asked<Own> {
  readonly words: QueryWords & Partial<Own>;
  /** Agents that were asked for by pseudonym are ids in it. */
  readonly filter: Filter & { readonly range: NonNullable<Filter["range"]> };
  readonly by: Grouping | null;
}

/** Filters that are looked up in the warehouse at once: a person goes back and forth between a few. */
const maxFilters = 200;

/**
 * Reads queries by the grammar of the command line; `own` reads the keys that only one route takes.
 * @throws {UsageError} where it cannot be read, or a name in it has no response
 * @throws {Refusal} where it asks for single people, who are not shown
 */
export function createAskedReader({
  warehouse,
  settings,
  people,
  clock,
  createCache,
  readRoster,
  shownByRoster,
  signal,
}: DashboardContext) {
  const found = createCache<Filter>(maxFilters);

  /** The filter without its range, each name in it checked. */
  const find = (written: Filter): Promise<Filter> =>
    found.read(JSON.stringify(written), async () => {
      const filter = await findAgents(warehouse, written, people, signal, asIs);
      await refuseUnmatchedFilter(warehouse, filter, { signal, written });
      return filter;
    });

  const checked = createCache<null>(maxFilters);
  const refuseFew = ({ range, basis, sources, teams, attributes, roster }: Filter) =>
    checked.read(JSON.stringify([range, basis, sources, teams, attributes, roster]), async () => {
      await refuseFewAgents(warehouse, { range, basis, sources, teams, attributes, roster }, signal);
      return null;
    });

  return async <Own extends object = object>(params: URLSearchParams, own?: QueryReaders<Own>): Promise<Asked<Own>> => {
    const words = readQuery<Own>(params, own);
    const roster = await readRoster();
    const by = words.by === undefined ? null : readGrouping(words.by, { roster }, asIs);
    if (people.naming === "off") {
      if (words.agent !== undefined) throw notShown("agent");
      if (by === "agent") throw notShown("by=agent");
    }
    // A range up to now ends with the last minute, so that the panels of a page are of one range.
    const now = Math.floor(clock.now() / minute) * minute;
    const range = reportRange(words, now, settings.timeZone, asIs);
    const written = { ...readFilter(words, { ...settings, roster }, asIs), ...(roster && { roster }) };
    const filter = { ...(await find(written)), range };
    // What a token shows by the roster is a choice by it, too.
    const attributes = { ...shownByRoster, ...filter.attributes };
    if (people.naming !== "named")
      await refuseFew(Object.keys(attributes).length === 0 ? filter : { ...filter, attributes });
    return { words, filter, by };
  };
}

export type ReadAsked = ReturnType<typeof createAskedReader>;

/** Refuses what would report on single people where they are not shown. */
export function notShown(asked: string): Refusal {
  const { message, hint } = refuseAgents(asked);
  return new Refusal(403, message, hint);
}
