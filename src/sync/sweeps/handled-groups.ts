import { DecodeError, day, type Interval, isoTime } from "../../base/index.ts";
import { countOf, startOf } from "../../collect/index.ts";
import type { WireAggregateGroup } from "../../genesys/index.ts";
import type { Row } from "../../warehouse/index.ts";
import { dimensions, metric } from "./handled-parts.ts";

/** No interaction has more parts than these on a day: a larger number counts something else. */
const mostPartsOfOne = 1_000_000;

/** Interactions by day, dimension and id. */
export interface Counted {
  readonly window: Interval;
  readonly days: ReadonlyMap<number, Map<string, Set<string>>>;
  /** Parts in the groups, by day. */
  readonly listed: Map<number, number>;
  /** Whether every count was one. */
  isWhole: boolean;
}

/** None yet; a day on which nothing was handled has been read all the same. */
export function noneOn(window: Interval): Counted {
  const days = new Map<number, Map<string, Set<string>>>();
  for (let at = window.from; at < window.to; at += day)
    days.set(at, new Map([[keyOf("all", null), new Set<string>()]]));
  return { window, days, listed: new Map(), isWhole: true };
}

/** An interaction counts once a day in each of its groups, however many agents had a part in it. */
export function addGroup({ group, data }: WireAggregateGroup, counted: Counted): void {
  for (const part of data ?? []) {
    const time = startOf(part);
    const parts = countOf({ data: [part] }, metric);
    if (time === null || parts === 0) continue;
    if (!Number.isInteger(parts) || parts < 0 || parts > mostPartsOfOne) {
      counted.isWhole = false;
      continue;
    }
    const id = group?.["conversationId"]?.toLowerCase();
    if (id === undefined) throw unnamed(group);
    const at = Math.floor(time / day) * day;
    const on = counted.days.get(at);
    if (!on) continue;
    counted.listed.set(at, (counted.listed.get(at) ?? 0) + parts);
    const keys = Object.entries(dimensions).map(([dimension, name]) => {
      const value = group?.[name] ?? null;
      return keyOf(dimension, dimension === "media" ? (value?.toLowerCase() ?? null) : value);
    });
    for (const key of [keyOf("all", null), ...keys]) {
      const interactions = on.get(key) ?? new Set<string>();
      on.set(key, interactions.add(id));
    }
  }
}

const unnamed = (group: WireAggregateGroup["group"]): DecodeError =>
  new DecodeError(
    "Conversation aggregates that were grouped by conversationId came without it.",
    "Which interactions agents handled is not known; everything else has been read.",
    group,
  );

/** Dimensions have no space in them. */
const keyOf = (dimension: string, id: string | null): string => (id === null ? dimension : `${dimension} ${id}`);

export const rowsOf = ({ days }: Counted, organization: string): readonly Row[] =>
  [...days].flatMap(([at, groups]) =>
    [...groups].map(([key, interactions]): Row => {
      const space = key.indexOf(" ");
      const [dimension, id] = space < 0 ? [key, null] : [key.slice(0, space), key.slice(space + 1)];
      return { organization_id: organization, day: isoTime(at), interactions: interactions.size, dimension, id };
    }),
  );
