/** What a row says in each dimension: no value, one, or several. Metrics stand here too, as numbers in text. */
export type Facts = Readonly<Record<string, readonly string[] | undefined>>;

export type FactValue = string | number | boolean | null | undefined | readonly string[];

/** Facts of a row from its fields; what is null or undefined is absent. */
export function factsOf(fields: Readonly<Record<string, FactValue>>): Facts {
  const facts: Record<string, readonly string[]> = {};
  for (const [name, value] of Object.entries(fields)) {
    const words = wordsOf(value);
    if (words) facts[name] = words;
  }
  return facts;
}

/** Undefined for what is absent. */
export function wordsOf(value: FactValue): readonly string[] | undefined {
  if (value === null || value === undefined) return undefined;
  return typeof value === "object" ? value : [String(value)];
}
