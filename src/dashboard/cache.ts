import type { Revision } from "./revision.ts";

/** Values by key: one that is asked for twice is made once. */
export interface Cache<Value> {
  read(key: string, make: () => Promise<Value>): Promise<Value>;
}

export type MakeCache = <Value>(maxEntries: number) => Cache<Value>;

/**
 * Caches that forget everything when the warehouse changes, and what was used longest ago when there is too much. A value that
 * could not be made is made again for the next who asks.
 */
export const cachesOf =
  (revision: Pick<Revision, "current">): MakeCache =>
  <Value>(maxEntries: number): Cache<Value> => {
    const entries = new Map<string, Promise<Value>>();
    let madeAt = Number.NaN;
    return {
      async read(key, make) {
        const now = await revision.current();
        if (now !== madeAt) entries.clear();
        madeAt = now;
        const value = entries.get(key) ?? make();
        entries.delete(key);
        entries.set(key, value);
        const [oldest] = entries.keys();
        if (entries.size > maxEntries && oldest !== undefined) entries.delete(oldest);
        try {
          return await value;
        } catch (error) {
          if (entries.get(key) === value) entries.delete(key);
          throw error;
        }
      },
    };
  };
