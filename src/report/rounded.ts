/** Sums of fractions differ in their last digits with the order in which a database adds them up, from one run to the next. */
const digits = 12;

/** A document in which every number has so many significant digits that one warehouse always says the same. */
export function rounded<Value>(value: Value): Value {
  // What comes back has the shape of what went in: only numbers are others.
  return roundedValue(value) as Value;
}

function roundedValue(value: unknown): unknown {
  if (typeof value === "number") return Number.isInteger(value) ? value : Number(value.toPrecision(digits));
  if (Array.isArray(value)) return value.map(roundedValue);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, roundedValue(one)]));
}
