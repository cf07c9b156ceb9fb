import { type Interval, readOneOf, UsageError } from "../base/index.ts";
import { type PageOrder, pageOrders, type RowKind, rowKinds, type Selection } from "../export/index.ts";
import { readFigure } from "../metrics/index.ts";
import { openSince } from "../report/index.ts";
import { localTime, once, type QueryReaders } from "../request/index.ts";
import type { ReadAsked } from "./asked.ts";
import type { DashboardContext } from "./context.ts";

/** Keys of lists of rows, in addition to the filter of every number. */
interface RowWords {
  readonly rows?: RowKind | undefined;
  readonly figure?: string | undefined;
  readonly text?: string | undefined;
  readonly order?: PageOrder | undefined;
}

export interface AskedRows<Own> {
  readonly words: Partial<Own>;
  readonly selection: Selection & { readonly range: Interval };
  readonly order: PageOrder;
  /** The same for every query that means the same rows, in whatever order. */
  readonly key: string;
}

/** A comment that somebody looks for is no longer. */
const maxText = 1_000;

const readText = once((text, key) => {
  if (text.length <= maxText) return text;
  throw new UsageError(`${key} has ${text.length} characters.`, `Search for at most ${maxText}.`);
});

const readers: QueryReaders<RowWords> = {
  rows: once(readOneOf(rowKinds)),
  figure: once((text) => text),
  text: readText,
  order: once(readOneOf(pageOrders)),
};

/**
 * Reads which rows a query asks for: those of its filter, of one population, with a text in them.
 * @throws {UsageError} where it cannot be read
 */
export const createRowsReader =
  ({ settings, clock }: DashboardContext, readAsked: ReadAsked) =>
  async <Own extends object>(params: URLSearchParams, own: QueryReaders<Own>): Promise<AskedRows<Own>> => {
    const { words, filter } = await readAsked<RowWords & Own>(params, { ...readers, ...own } as QueryReaders<
      RowWords & Own
    >);
    const now = clock.now();
    const { figure, text = "", rows = "responses", order = "newest" }: Partial<RowWords> = words;
    const { from, to } = filter.range;
    const since = Date.parse(openSince({ now }).open_since);
    const selection = {
      ...filter,
      rows,
      // A report is of what has passed.
      range: { from, to: Math.min(to, now) },
      text: text.trim() === "" ? undefined : text.trim(),
      figure: figure === undefined ? undefined : readFigure(figure, { openSince: since, local: localTime(settings) }),
    };
    return { words, selection, order, key: JSON.stringify([{ ...selection, figure }, since]) };
  };

export type ReadRows = ReturnType<typeof createRowsReader>;
