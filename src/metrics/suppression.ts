/** A number that would tell of so few people that it may not be shown. */
export interface Cell {
  /** Answers behind it. */
  readonly n: number;
}

export interface Disclosure<One> {
  /** The least answers behind a cell that may be shown. */
  readonly threshold: number;
  /** Whether the cells add up to a total that is shown; where they overlap nothing can be subtracted. */
  readonly adds: boolean;
  /** Cells that may not be shown whatever their answers, such as those of a small team. */
  readonly small?: (cell: One) => boolean;
}

/**
 * Which cells of one table may not be shown beside its total, so that none below the threshold can be read or computed: those
 * below it, and further ones, the smallest first, until what the total less the shown ones gives away is the sum of at least
 * two cells and itself not below the threshold. Cells without answers tell of nobody and stay. (Secondary suppression:
 * Hundepool et al., Statistical Disclosure Control, Wiley 2012, chapter 4.)
 */
export function hiddenCells<One extends Cell>(
  cells: readonly One[],
  { threshold, adds, small = () => false }: Disclosure<One>,
): ReadonlySet<One> {
  const filled = cells.filter(({ n }) => n > 0).sort((a, b) => a.n - b.n);
  const hidden = new Set(filled.filter((cell) => cell.n < threshold || small(cell)));
  if (!adds || hidden.size === 0) return hidden;
  for (const cell of filled) {
    const together = [...hidden].reduce((sum, { n }) => sum + n, 0);
    if (hidden.size >= 2 && together >= threshold) break;
    hidden.add(cell);
  }
  return hidden;
}
