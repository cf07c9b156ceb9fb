/** Keeps what was used last, up to a total weight. */
export function createRecent<Key, Value>(limit: number, weigh: (value: Value) => number) {
  const entries = new Map<Key, Value>();
  let weight = 0;
  return {
    get(key: Key): Value | undefined {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    keep(key: Key, value: Value): Value {
      entries.set(key, value);
      weight += weigh(value);
      for (const [oldest, old] of entries) {
        if (weight <= limit || entries.size === 1) break;
        entries.delete(oldest);
        weight -= weigh(old);
      }
      return value;
    },
  };
}
