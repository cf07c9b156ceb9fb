import { groupedBy } from "./rows.ts";

/** One number of a table: of an agent, a queue, a day. */
export interface LinkedCell {
  readonly table: string;
  /** Answers behind it. */
  readonly n: number;
  /**
   * Whether the report would print it; a group that it does not print is hidden all the same, and part of the
   * inference.
   */
  readonly printed: boolean;
  /** May not be printed for any number of answers, as a small team may not. */
  readonly withheld?: boolean;
}

/** Tables about the same answers. */
export interface LinkedTables<One extends LinkedCell> {
  readonly cells: readonly One[];
  /** How many answers two cells have in common; those with none are left out. */
  readonly common: ReadonlyMap<One, ReadonlyMap<One, number>>;
  /** Whether the cells of a table add up to a total that is known; where they overlap nothing can be subtracted from it. */
  readonly adds: (table: string) => boolean;
}

/** A set of answers whose number a reader knows: a printed cell, or all of one table that is not printed. */
interface Known<One> {
  readonly cell: One | null;
  readonly table: string;
  readonly n: number;
  readonly common: ReadonlyMap<One, number>;
}

/**
 * Which cells may not be printed so that no number of answers from 1 to `threshold` − 1 is printed or follows: neither from one
 * table and its total, nor from two tables, by a reader's knowledge of who works where. Of two tables these follow: a
 * set less all cells of the other table that lie within it, and all cells of the other table that it touches, less the
 * set. In each case the smallest cell that it follows from is hidden, until nothing follows. (Secondary suppression:
 * Hundepool et al., Statistical Disclosure Control, Wiley 2012, chapter 4; linked tables: section 4.7 there.)
 */
export function hiddenTogether<One extends LinkedCell>(
  tables: LinkedTables<One>,
  threshold: number,
  already: (cell: One) => boolean = () => false,
): ReadonlySet<One> {
  const hidden = new Set(
    tables.cells.filter((cell) => !cell.printed || cell.withheld || cell.n < threshold || already(cell)),
  );
  for (;;) {
    const more = revealing(tables, threshold, hidden);
    if (more.size === 0) return hidden;
    for (const cell of more) hidden.add(cell);
  }
}

/** Of everything that follows and may not, the smallest cell that it follows from. */
function revealing<One extends LinkedCell>(
  tables: LinkedTables<One>,
  threshold: number,
  hidden: ReadonlySet<One>,
): ReadonlySet<One> {
  const cellsOf = groupedBy(tables.cells, ({ table }) => table);
  const rest = new Map<string, Known<One>>();
  const more = new Set<One>();
  const isFew = (n: number): boolean => n > 0 && n < threshold;
  const shownOf = (table: string): readonly One[] => (cellsOf.get(table) ?? []).filter((cell) => !hidden.has(cell));
  const hide = (candidates: readonly One[]): void => {
    const [smallest] = candidates.toSorted((a, b) => a.n - b.n);
    if (smallest) more.add(smallest);
  };

  for (const [table, cells] of cellsOf) {
    const own = cells.filter((cell) => hidden.has(cell) && cell.n > 0);
    if (!tables.adds(table) || own.length === 0) continue;
    const whole = { cell: null, table, n: own.reduce((sum, { n }) => sum + n, 0), common: merged(tables, own) };
    rest.set(table, whole);
    // A group that is hidden alone follows from the printed ones.
    if (isFew(whole.n) || (own.length === 1 && own[0]?.printed)) hide(shownOf(table));
  }
  const printed = tables.cells.flatMap((cell): Known<One>[] =>
    hidden.has(cell) || cell.n === 0
      ? []
      : [{ cell, table: cell.table, n: cell.n, common: tables.common.get(cell) ?? new Map() }],
  );
  for (const known of [...printed, ...rest.values()])
    for (const [table, others] of groupedBy([...known.common], ([{ table: of }]) => of)) {
      const adds = tables.adds(table);
      if (table === known.table && adds) continue;
      const shown = others.filter(([cell]) => cell !== known.cell && !hidden.has(cell));
      const within = shown.filter(([cell, n]) => n === cell.n).map(([cell]) => cell);
      const candidates = (cells: readonly One[]): readonly One[] => {
        const all = known.cell ? [known.cell, ...cells] : cells;
        return all.length > 0 ? all : [...shownOf(known.table), ...shownOf(table)];
      };
      if (!adds) {
        for (const cell of within) if (isFew(known.n - cell.n)) hide(candidates([cell]));
        continue;
      }
      const unseen = rest.get(table);
      const ofUnseen = others.reduce((sum, [cell, n]) => sum + (hidden.has(cell) ? n : 0), 0);
      const add = (cells: readonly One[], withUnseen: boolean): number =>
        cells.reduce((sum, { n }) => sum + n, withUnseen ? (unseen?.n ?? 0) : 0);
      const inside = add(within, ofUnseen > 0 && ofUnseen === unseen?.n);
      if (inside > 0 && isFew(known.n - inside)) hide(candidates(within));
      const touched = shown.map(([cell]) => cell);
      if (isFew(add(touched, ofUnseen > 0) - known.n)) hide(candidates(touched));
    }
  return more;
}

function merged<One extends LinkedCell>(
  { common }: LinkedTables<One>,
  cells: readonly One[],
): ReadonlyMap<One, number> {
  const all = new Map<One, number>();
  for (const cell of cells) for (const [other, n] of common.get(cell) ?? []) all.set(other, (all.get(other) ?? 0) + n);
  return all;
}
