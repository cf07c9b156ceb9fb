/** A document as it is stored. */
export interface Version {
  readonly json: string;
  /** In milliseconds since 1970. */
  readonly fetchedAt: number;
  /** Where it lies in the table; null before it is written. */
  readonly arrival: number | null;
}

/**
 * The small documents that a store wrote or read last. A first sync comes to each survey's stub three times, in the windows in
 * which it was sent, begun and answered, and DuckDB unpacks 2,048 documents to read one. Only of a store that writes alone: whoever
 * rewrites documents otherwise, as retention does, does so before its first or after its last one.
 */
export interface RecentDocuments {
  get(name: string): Version | undefined;
  remember(name: string, version: Version): void;
}

/** Characters of a stub, and more; interactions have thousands. */
const maxCharacters = 1_000;

/** @param max how many are remembered at least, once so many were; twice as many at most, with some 500 bytes each */
export function createRecentDocuments(max = 12_000): RecentDocuments {
  let newer = new Map<string, Version>();
  let older = newer;
  return {
    get: (name) => newer.get(name) ?? older.get(name),
    remember(name, version) {
      if (version.json.length > maxCharacters) {
        newer.delete(name);
        older.delete(name);
        return;
      }
      if (newer.size >= max) {
        older = newer;
        newer = new Map();
      }
      newer.set(name, version);
    },
  };
}
