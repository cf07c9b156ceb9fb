import { type Clock, DecodeError, isRecord, readTime, storable } from "../../base/index.ts";
import type { Problem } from "../../collect/index.ts";
import { isOutOfMemory, type Row, type Warehouse } from "../../warehouse/index.ts";
import { takeTurn } from "../take-turn.ts";
import { admitProblem } from "./admit.ts";
import type { StoredKind } from "./documents.ts";
import { type ErasedKind, type Erasures, readErasures } from "./erasures.ts";
import { createFlaws, type Flaws } from "./flaws.ts";
import { type Arrival, flawedOf, type KeepRules, keepDocument, keepUnreadable, nameOf } from "./kept-document.ts";
import { readDocument, type StoredDocuments } from "./kept-fields.ts";
import { findDocuments } from "./lookup.ts";
import { createPresence } from "./presence.ts";
import { createRecentDocuments } from "./recent-documents.ts";
import { named, type Writing, writeDocuments } from "./write-documents.ts";

/**
 * Documents in one transaction, those of them that took a request each, and characters of all: the memory of a commit and
 * the cost of a kill. Of 12,000 responses read in bulk, a first sync took 84 s of processor time with 100 documents in each
 * transaction, and takes 68 with 500.
 */
const batch = { documents: 500, singles: 100, characters: 4_000_000 };
/**
 * Batches that may wait for their commit before more is asked for. Interactions come faster than they are written: 17,000
 * evaluations' made V8's heap 260 MB. Each holds some 5 MB.
 */
const maxWaitingBatches = 2;

/** Whether this document took a request of its own; others come many at a time. */
const isReadSingly = (kind: StoredKind, document: unknown): boolean =>
  (kind === "survey" || kind === "evaluation") && !(isRecord(document) && document["bulk"] != null);

export interface Keeping {
  readonly parentId?: string | null;
  /** @default now */
  readonly fetchedAt?: number;
}

/** The documents of one organization in the warehouse. */
export interface Store {
  readonly organizationId: string;
  /** Takes a document; it is committed with the next few hundred, or by `flush`. */
  keep(kind: StoredKind, id: string, document: unknown, more?: Keeping): void;
  /** Resolves when little is waiting to be committed. Throws what any commit has thrown. */
  room(): Promise<void>;
  /** Commits the documents taken so far. Throws the error of any commit. */
  flush(): Promise<void>;
  /** Documents by id; ids that are not stored are absent, and those that cannot be read, which become problems. */
  read<Kind extends StoredKind>(
    kind: Kind,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, StoredDocuments[Kind]>>;
  /** When each of these was fetched, in milliseconds; ids that are not stored are absent. */
  fetchedAt(kind: StoredKind, ids: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Which of these were erased: they are not asked for, since nothing of them is stored. */
  erased(kind: ErasedKind, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * What would be kept of a problem's document, as JSON; null where there is none, or that is too much. Undefined where it is of
   * something that was erased: then the problem is not stored either.
   */
  keepProblem(problem: Pick<Problem, "kind" | "id">, document: unknown): Promise<string | null | undefined>;
  /** Problems of stored documents. */
  readonly flaws: Flaws;
  /** Documents written since the store was opened: new ones and changed ones. */
  written(): number;
}

/**
 * Opens nothing: the warehouse stays the caller's. One store at a time writes an organization's documents: it remembers
 * which are stored.
 */
export function createStore(warehouse: Warehouse, organizationId: string, rules: KeepRules, clock: Clock): Store {
  const { hashAddress } = rules;
  let waiting: Arrival[] = [];
  let singles = 0;
  let characters = 0;
  /** Batches that are not committed yet, and their commits, the next one first. */
  const queue: Arrival[][] = [];
  const flaws = createFlaws(organizationId);
  let writing: Writing = {
    organization: organizationId,
    presence: createPresence(),
    recent: createRecentDocuments(),
    flaws,
    hashAddress,
    erasures: null,
    isShared: warehouse.shared !== undefined,
    arrival: null,
  };
  const commits: Promise<void>[] = [];
  let failure: Error | null = null;
  let written = 0;

  function commit(): void {
    if (waiting.length === 0) return;
    queue.push(waiting);
    waiting = [];
    singles = 0;
    characters = 0;
    commits.push(writeNext(commits.at(-1)));
  }

  const writeQueued = (): Promise<number> =>
    warehouse.transaction(async (tx) => {
      if (!writing.isShared) return await writeDocuments(tx, queue, writing);
      // What other processes have stored is seen only by looking.
      await takeTurn(tx, organizationId);
      const own = { presence: createPresence(), recent: createRecentDocuments() };
      const alone = { ...writing, ...own, erasures: null, arrival: null };
      return await writeDocuments(tx, queue.slice(0, 1), alone);
    });

  /** After a transaction that lacked memory the warehouse finds more. */
  async function writeAgain(error: unknown): Promise<number> {
    if (!isOutOfMemory(error)) throw error;
    // Else it would remember what was not stored.
    writing = { ...writing, recent: createRecentDocuments(), erasures: null, arrival: null };
    return await writeQueued();
  }

  async function writeNext(before: Promise<void> | undefined): Promise<void> {
    await before;
    try {
      if (failure !== null) return;
      written += await writeQueued().catch(writeAgain);
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
    while (failure === null && commits.length >= maxWaitingBatches) await commits[0];
    if (failure !== null) throw failure;
  }

  /** Of a server others may have erased something meanwhile. */
  async function readErased(): Promise<Erasures> {
    if (writing.isShared) return await readErasures(warehouse, organizationId, hashAddress);
    writing.erasures ??= await readErasures(warehouse, organizationId, hashAddress);
    return writing.erasures;
  }

  /** Of documents by id, under the ids as they were asked for. */
  async function select(column: string, kind: StoredKind, ids: readonly string[]): Promise<Map<string, Row>> {
    const asked = new Map(ids.map((id) => [storable(id), id]));
    const wanted = [...asked.keys()].map((id) => ({ kind, id }));
    const rows = await writing.presence.look(wanted.map(nameOf), async () =>
      (await findDocuments(warehouse, organizationId, wanted, column)).map(named),
    );
    return new Map(rows.map((row) => [asked.get(String(row["id"])) ?? "", row]));
  }

  return {
    organizationId,
    keep(kind, id, document, { parentId = null, fetchedAt = clock.now() } = {}) {
      const kept = keepDocument(kind, document, rules);
      waiting.push({ kind, id: storable(id), kept, parentId: parentId && storable(parentId), fetchedAt });
      singles += isReadSingly(kind, document) ? 1 : 0;
      characters += kept?.json.length ?? 0;
      if (waiting.length >= batch.documents || singles >= batch.singles || characters >= batch.characters) commit();
    },
    room,
    flush,
    async read(kind, ids) {
      const rows = await select("json", kind, ids);
      const damaged: Problem[] = [];
      const read = [...rows].flatMap(([id, { json }]): [string, StoredDocuments[typeof kind]][] => {
        try {
          return [[id, readDocument(kind, id, json)]];
        } catch (error) {
          if (!(error instanceof DecodeError)) throw error;
          damaged.push({ ...flawedOf({ kind, id: storable(id) }), reason: `${error.message} ${error.hint}` });
          return [];
        }
      });
      if (damaged.length > 0) await warehouse.transaction((tx) => flaws.write(tx, damaged, damaged, clock.now()));
      return new Map(read);
    },
    async fetchedAt(kind, ids) {
      const rows = await select("fetched_at", kind, ids);
      return new Map([...rows].map(([id, { fetched_at }]) => [id, readTime(String(fetched_at)) ?? 0]));
    },
    async erased(kind, ids) {
      const erasures = await readErased();
      return new Set(ids.filter((id) => erasures.has(kind, storable(id))));
    },
    async keepProblem(problem, document) {
      const json = document === undefined ? null : keepUnreadable(problem.kind, document, rules);
      return admitProblem(problem, json, await readErased());
    },
    flaws,
    written: () => written,
  };
}
