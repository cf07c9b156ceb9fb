/** Keeps the `limit` entries that were used last. */
export function createLruCache<Key, Value>(limit: number) {
  const entries = new Map<Key, Value>();
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
      if (entries.size > limit)
        for (const oldest of entries.keys()) {
          entries.delete(oldest);
          break;
        }
      return value;
    },
  };
}
