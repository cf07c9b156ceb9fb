import { z } from "zod";
import { isoTime, readJson, UsageError } from "../../base/index.ts";
import type { AgentNaming } from "../../csat/index.ts";
import type { Selection } from "../../export/index.ts";
import type { Filter } from "../../metrics/index.ts";

const stateShape = z.object({
  feed: z.string(),
  rows: z.string(),
  organization: z.string().nullable(),
  filter: z.record(z.string(), z.unknown()),
  cursor: z.int().nonnegative(),
  /** What tells the change of that number from another one of the same number. */
  mark: z.string().nullable(),
});

/** How far the increments of one consumer have come. */
export type ExportState = z.infer<typeof stateShape>;

/** What of a selection a state is bound to. */
export type Remembered = Filter & Pick<Selection, "columns">;

/**
 * What decides which rows an export has and what stands in them, as it was understood and not as it was typed: other words, another
 * time zone or another setting may mean the same, and the same words something else.
 */
export function describeFilter({ range, ...selected }: Remembered, agentsShown: AgentNaming): ExportState["filter"] {
  const described = {
    ...{ ...selected, agents_shown: agentsShown },
    ...(range && { from: isoTime(range.from), to: isoTime(range.to) }),
  };
  const known = Object.entries(described).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What is asked for now. */
interface Asked extends Omit<ExportState, "cursor" | "mark"> {
  readonly place: string;
  /** The latest change of the warehouse. */
  readonly until: number;
  /** The mark that the warehouse has for the change of a number. */
  readonly readMark: (change: number) => Promise<string | null>;
}

/**
 * The number of the last change that the consumer has; null where there is no state yet.
 * @throws {UsageError} where it is damaged, or of something else than what is asked for
 */
export async function readState(
  text: string | null,
  { place, until, readMark, ...asked }: Asked,
): Promise<number | null> {
  if (text === null) return null;
  const again = `Name another file; or remove ${place} and empty what was filled with it: the next increment then has all rows.`;
  const read = stateShape.safeParse(parsed(text));
  if (!read.success) throw new UsageError(`${place} is not the state of an export.`, again);
  const { feed, rows, organization, filter, cursor, mark } = read.data;
  if (feed !== asked.feed) throw new UsageError(`${place} is the state of another warehouse.`, again);
  if (rows !== asked.rows) throw new UsageError(`${place} is the state of rows of ${rows}.`, again);
  // Where there was none yet, the consumer has nothing of any.
  if (organization !== null && organization !== asked.organization)
    throw new UsageError(`${place} is the state of another organization: ${organization}.`, again);
  const differing = [...new Set([...Object.keys(filter), ...Object.keys(asked.filter)])].filter(
    (name) => JSON.stringify(filter[name]) !== JSON.stringify(asked.filter[name]),
  );
  if (differing.length > 0) {
    const had = differing.map((name) => `${name} ${JSON.stringify(filter[name] ?? null)}`).join(", ");
    const has = differing.map((name) => JSON.stringify(asked.filter[name] ?? null)).join(", ");
    throw new UsageError(`${place} is the state of another filter: it has ${had}, and this export ${has}.`, again);
  }
  if (cursor > until)
    throw new UsageError(
      `${place} is ahead of the warehouse, whose latest change is ${until}: this is an older copy of it.`,
      again,
    );
  if ((await readMark(cursor)) !== mark)
    throw new UsageError(
      `${place} is of changes that the warehouse does not have any more: an older copy of it was put back, and has got others since.`,
      again,
    );
  return cursor;
}

const parsed = (text: string): unknown => {
  try {
    return readJson(text);
  } catch {
    return null;
  }
};
