import { type Clock, readTime } from "../../base/index.ts";
import type { Row, Warehouse } from "../../warehouse/index.ts";
import type { HashAddress } from "./addresses.ts";
import { clean } from "./clean.ts";
import type { Arrival, StoredKind } from "./documents.ts";
import { findDocuments } from "./lookup.ts";
import { createPresence } from "./presence.ts";
import { named, nameOf, type Writing, writeDocuments } from "./write-documents.ts";

/** Documents in one transaction: what a kill can cost. */
const batch = 100;
/**
 * Batches that may wait for their commit before more is asked for. Interactions come faster than they are written: 17,000
 * evaluations' made V8's heap 260 MB.
 */
const mostWaiting = 4;

export interface Keeping {
  readonly parentId?: string | null;
  /** @default now */
  readonly fetchedAt?: number;
}

/** The documents of one organization in the warehouse. */
export interface Store {
  readonly organizationId: string;
  /** Takes a document; it is committed with the next hundred, or by `flush`. */
  keep(kind: StoredKind, id: string, document: unknown, more?: Keeping): void;
  /** Resolves when little is waiting to be committed. Throws what any commit has thrown. */
  room(): Promise<void>;
  /** Commits what was taken. Throws what any commit has thrown. */
  flush(): Promise<void>;
  /** Documents by id; ids that are not stored are absent. */
  read(kind: StoredKind, ids: readonly string[]): Promise<ReadonlyMap<string, unknown>>;
  /** When each of these was fetched, in milliseconds; ids that are not stored are absent. */
  fetchedAt(kind: StoredKind, ids: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** A document as it would be kept, addresses hashed wherever they stand. */
  clean(document: unknown): string;
  /** Documents written since the store was opened: new ones and changed ones. */
  written(): number;
}

/** Opens nothing: the warehouse stays the caller's. One store at a time writes an organization's documents: it remembers what is stored. */
export function createStore(
  warehouse: Warehouse,
  organizationId: string,
  hashAddress: HashAddress,
  clock: Clock,
): Store {
  let waiting: Arrival[] = [];
  /** Batches that are not committed yet, and their commits, the next one first. */
  const queue: Arrival[][] = [];
  const writing: Writing = { organization: organizationId, hashAddress, presence: createPresence(), arrival: null };
  const commits: Promise<void>[] = [];
  let failure: Error | null = null;
  let written = 0;

  function commit(): void {
    if (waiting.length === 0) return;
    queue.push(waiting);
    waiting = [];
    commits.push(writeNext(commits.at(-1)));
  }

  async function writeNext(before: Promise<void> | undefined): Promise<void> {
    await before;
    try {
      if (failure !== null) return;
      written += await warehouse.transaction((tx) => writeDocuments(tx, queue, writing));
      writing.presence.written((queue.shift() ?? []).map(nameOf));
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
    } finally {
      void commits.shift();
    }
  }

  async function flush(): Promise<void> {
    commit();
    await commits.at(-1);
    if (failure !== null) throw failure;
  }

  async function room(): Promise<void> {
    while (failure === null && commits.length >= mostWaiting) await commits[0];
    if (failure !== null) throw failure;
  }

  const select = (columns: string, kind: StoredKind, ids: readonly string[]): Promise<readonly Row[]> => {
    const wanted = ids.map((id) => ({ kind, id }));
    return writing.presence.look(wanted.map(nameOf), async () =>
      (await findDocuments(warehouse, organizationId, wanted, columns)).map(named),
    );
  };

  return {
    organizationId,
    keep(kind, id, document, { parentId = null, fetchedAt = clock.now() } = {}) {
      waiting.push({ kind, id, document, parentId, fetchedAt });
      if (waiting.length >= batch) commit();
    },
    room,
    flush,
    async read(kind, ids) {
      const rows = await select("json", kind, ids);
      return new Map(rows.map(({ id, json }) => [String(id), JSON.parse(String(json)) as unknown]));
    },
    async fetchedAt(kind, ids) {
      const rows = await select("fetched_at", kind, ids);
      return new Map(rows.map(({ id, fetched_at }) => [String(id), readTime(String(fetched_at)) ?? 0]));
    },
    clean: (document) => clean(document, hashAddress),
    written: () => written,
  };
}
