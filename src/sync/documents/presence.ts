/** Names remembered at most; each takes some 150 bytes. A window of 2,500 responses asks for some 10,000. */
const maxRemembered = 20_000;

/**
 * Which documents are known to be stored or not, so that writing them need not look again. Each look goes through a
 * number of every document that is stored, 7 to 12 ms of processor time at 470,000, and a few hundred documents are written
 * at a time.
 */
export interface Presence {
  /** Undefined where nobody looked, or it was forgotten. */
  isStored(name: string): boolean | undefined;
  /** Looks for these, and remembers what `find` found and did not find. */
  look<Found extends { readonly name: string }>(
    names: readonly string[],
    find: () => Promise<readonly Found[]>,
  ): Promise<readonly Found[]>;
  /** These have been written; also while somebody looks, who may have begun before they were. */
  written(names: readonly string[]): void;
}

export function createPresence(): Presence {
  const known = new Map<string, boolean>();
  const looking = new Set<Set<string>>();
  return {
    isStored: (name) => known.get(name),
    async look(names, find) {
      const meanwhile = new Set<string>();
      looking.add(meanwhile);
      try {
        const found = await find();
        const stored = new Set(found.map(({ name }) => name));
        if (known.size > maxRemembered) known.clear();
        for (const name of names) known.set(name, stored.has(name) || meanwhile.has(name));
        return found;
      } finally {
        looking.delete(meanwhile);
      }
    },
    written(names) {
      for (const name of names) {
        if (known.has(name)) known.set(name, true);
        for (const meanwhile of looking) meanwhile.add(name);
      }
    },
  };
}
