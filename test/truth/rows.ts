/** A row of a question, whichever. */
export type TruthRow = Readonly<Record<string, string | number | boolean | null>>;

/** Items by the values of some of their properties, each group with those values. */
export function groupRows<Item, Key extends TruthRow>(
  items: readonly Item[],
  key: (item: Item) => Key,
): readonly { readonly key: Key; readonly items: readonly Item[] }[] {
  const groups = new Map<string, { readonly key: Key; readonly items: Item[] }>();
  for (const item of items) {
    const own = key(item);
    const name = JSON.stringify(own);
    const group = groups.get(name) ?? { key: own, items: [] };
    group.items.push(item);
    groups.set(name, group);
  }
  return [...groups.values()];
}

export const sum = <Item>(items: readonly Item[], measure: (item: Item) => number): number =>
  items.reduce((total, item) => total + measure(item), 0);

/** Null where nothing is known of any item. */
export const sumOrNull = <Item>(items: readonly Item[], measure: (item: Item) => number | null): number | null => {
  const known = items.flatMap((item) => measure(item) ?? []);
  return known.length === 0 ? null : sum(known, (one) => one);
};

export const lowestOf = (values: readonly (number | null)[]): number | null => {
  const known = values.flatMap((value) => value ?? []);
  return known.length === 0 ? null : Math.min(...known);
};

export const highestOf = (values: readonly (number | null)[]): number | null => {
  const known = values.flatMap((value) => value ?? []);
  return known.length === 0 ? null : Math.max(...known);
};

/**
 * How rows differ from what they must be, in words; empty where they do not. Rows are paired by the columns that identify
 * them, counts and texts must be equal, sums as equal as their last digits can be.
 */
export function differences(
  actual: readonly TruthRow[],
  expected: readonly TruthRow[],
  columns: readonly string[],
  identity: readonly string[],
): readonly string[] {
  const nameOf = (row: TruthRow): string => JSON.stringify(identity.map((column) => row[column] ?? null));
  const wanted = new Map(expected.map((row) => [nameOf(row), row]));
  const found: string[] = [];
  if (wanted.size !== expected.length) found.push("The truth has a row twice.");
  const seen = new Set<string>();
  for (const row of actual) {
    const name = nameOf(row);
    const truth = wanted.get(name);
    if (seen.has(name)) found.push(`${name} comes twice`);
    seen.add(name);
    if (!truth) found.push(`${name} must not be there: ${JSON.stringify(row)}`);
    else
      for (const column of columns)
        if (!same(row[column], truth[column]))
          found.push(`${name} ${column}: ${String(row[column])}, must be ${String(truth[column])}`);
  }
  for (const [name, row] of wanted) if (!seen.has(name)) found.push(`${name} is missing: ${JSON.stringify(row)}`);
  return found.slice(0, 12);
}

function same(actual: TruthRow[string] | undefined, truth: TruthRow[string] | undefined): boolean {
  if (typeof actual !== "number" || typeof truth !== "number") return actual === truth;
  return Math.abs(actual - truth) <= 1e-9 * Math.max(1, Math.abs(truth));
}
