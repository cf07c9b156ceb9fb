import type { ChangingPage, FaultHooks } from "../faults/fault.ts";

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  /** How many pages there are. */
  readonly pages: number;
}

/** How the rows of a result are cut into pages: as they are asked for, unless a fault wants otherwise. */
export interface Pages {
  /** One page of a result that can change while it is read. */
  readonly changingPage: <Row>(rows: readonly Row[], paging: ChangingPage) => Page<Row>;
  /** One page of a result that does not change while it is read. */
  readonly page: <Row>(rows: readonly Row[], size: number, number: number) => Page<Row>;
  /** How many rows a page holds that begins at `offset`. */
  readonly pageLength: (size: number, offset: number) => number;
}

export function pagesOf(faults: readonly FaultHooks[]): Pages {
  const shorter = faults.flatMap(({ pageLength }) => pageLength ?? []);
  const pageLength = (size: number, place: number): number =>
    shorter.reduce((length, shorten) => shorten(length, place), size);

  function page<Row>(rows: readonly Row[], size: number, number: number): Page<Row> {
    if (shorter.length === 0 || size === 0) {
      const shown = rows.slice((number - 1) * size, number * size);
      return { rows: shown, total: rows.length, pages: size === 0 ? 0 : Math.ceil(rows.length / size) };
    }
    let [start, pages] = [0, 0];
    let shown: readonly Row[] = [];
    while (start < rows.length) {
      pages += 1;
      const end = start + pageLength(size, pages);
      if (pages === number) shown = rows.slice(start, end);
      start = end;
    }
    return { rows: shown, total: rows.length, pages };
  }

  return {
    page,
    pageLength,
    changingPage: (rows, paging) => {
      const orderRows = faults.reduce((sofar, fault) => fault.orderRows?.(sofar, paging) ?? sofar, rows);
      return page(orderRows, paging.size, paging.number);
    },
  };
}
