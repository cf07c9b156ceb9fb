import type { ComponentChildren } from "preact";
import { compareNames } from "../../src/base/compare-names.ts";
import { addressText } from "../state/address.ts";
import { useFrame } from "../state/frame.ts";
import { singleOf, withValues } from "../state/query.ts";
import { useCut } from "../state/width.ts";

export interface Column<Row> {
  /** Of the column, in the address too. */
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** What rows are sorted by; null stands last either way. A column without it cannot be sorted by. */
  readonly by?: (row: Row) => number | string | null;
  readonly isNumber?: boolean;
  /** A way to go on, of no use on paper. */
  readonly isAction?: boolean;
  /** Left out where there is no room. */
  readonly isMinor?: boolean;
  /** Names the row. */
  readonly isHead?: boolean;
}

interface TableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Sorted by this column before anybody asks; with a minus, from high to low. @default as the rows come */
  readonly sorted?: string;
  /** Whether the address says how it is sorted: one table of a view. */
  readonly inAddress?: boolean;
}

/** A table that can be sorted by any of its columns. */
export function Table<Row>({ caption, columns, rows, rowKey, sorted = "", inAddress = false }: TableProps<Row>) {
  const { address, go } = useFrame();
  const [place, cut] = useCut<HTMLDivElement>();
  // In a report that is frozen nothing is measured: it may be read on a phone.
  const isCut = cut !== "" || go === null;
  const wanted = (inAddress ? singleOf(address.query, "sort") : null) ?? sorted;
  const { key, isDown } = readSort(wanted);
  const shown = sortRows(rows, columns, wanted);
  return (
    <div
      class="table"
      ref={place}
      data-cut={cut || undefined}
      {...(isCut ? { role: "group", "aria-label": caption, tabIndex: 0 } : {})}
    >
      <table>
        <caption class="hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                class={classOf(column)}
                aria-sort={column.by && column.key === key ? (isDown ? "descending" : "ascending") : undefined}
              >
                {inAddress && go !== null && column.by ? (
                  <a href={sortAddress(column.key)}>
                    {column.title}
                    <span class="sort" aria-hidden="true">
                      {column.key === key ? (isDown ? "↓" : "↑") : ""}
                    </span>
                  </a>
                ) : (
                  column.title
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) =>
                column.isHead ? (
                  <th key={column.key} scope="row" class={classOf(column)}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} class={classOf(column)} data-title={column.title}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );

  /** The same column again turns it round. */
  function sortAddress(column: string): string {
    const next = column === key && !isDown ? `-${column}` : column;
    return addressText({ ...address, query: withValues(address.query, "sort", [next]) });
  }
}

const classOf = ({ isNumber, isMinor, isAction }: Pick<Column<never>, "isNumber" | "isMinor" | "isAction">): string =>
  [...(isNumber ? ["number"] : []), ...(isMinor ? ["minor"] : []), ...(isAction ? ["action"] : [])].join(" ");

const readSort = (wanted: string): { readonly key: string; readonly isDown: boolean } =>
  wanted.startsWith("-") ? { key: wanted.slice(1), isDown: true } : { key: wanted, isDown: false };

/** By the column that is wanted, from high to low behind a minus; as they come where there is no such column. */
export function sortRows<Row>(rows: readonly Row[], columns: readonly Column<Row>[], wanted: string): readonly Row[] {
  const { key, isDown } = readSort(wanted);
  const by = columns.find((column) => column.key === key)?.by;
  return by ? sortedBy(rows, by, isDown) : rows;
}

function sortedBy<Row>(
  rows: readonly Row[],
  by: (row: Row) => number | string | null,
  isDown: boolean,
): readonly Row[] {
  const compare = (a: number | string, b: number | string): number =>
    typeof a === "number" && typeof b === "number" ? a - b : compareNames(String(a), String(b));
  return [...rows].sort((one, other) => {
    const [a, b] = [by(one), by(other)];
    if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
    return isDown ? compare(b, a) : compare(a, b);
  });
}
