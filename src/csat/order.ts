/** Unknown times come last. */
export const ascending = (a: number | null, b: number | null): number => compare(a ?? Infinity, b ?? Infinity);

export const compare = <Value extends string | number>(a: Value, b: Value): number => (a < b ? -1 : a > b ? 1 : 0);
