/**
 * Twelve digits: a database adds in any order, so that the last of the sixteen differ from run to run, and with them the documents
 * made of them.
 */
export const roundedNumber = (value: number): number => toDigits(value, 12);

/**
 * A sum of rounded numbers, whatever their order. Two digits more than they have: cut to as many, a sum that ends in a five would be
 * rounded up or down by the order in which it was added.
 */
export const roundedSum = (values: readonly number[]): number =>
  toDigits(
    values.reduce((sum, value) => sum + value, 0),
    14,
  );

const toDigits = (value: number, digits: number): number =>
  Number.isInteger(value) ? value : Number(value.toPrecision(digits));

/** A value in which every number has so many significant digits that one warehouse always gives the same document. */
export function rounded<Value>(value: Value): Value {
  // The result has the shape of the input: only numbers change.
  return roundedValue(value) as Value;
}

function roundedValue(value: unknown): unknown {
  if (typeof value === "number") return roundedNumber(value);
  if (Array.isArray(value)) return value.map(roundedValue);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, roundedValue(one)]));
}
