import { type Clock, isoTime, readTime } from "../base/index.ts";
import type { Row, Transaction, Warehouse } from "../warehouse/index.ts";
import type { HashAddress } from "./addresses.ts";
import { clean, contentHash } from "./clean.ts";
import { type Arrival, ageOf, type StoredKind } from "./documents.ts";
import { findDocuments, keyOf } from "./lookup.ts";
import { markUnderived } from "./mark.ts";
import { type EvaluationSighting, joinDeleted, joinSightings, type SurveySighting } from "./sightings.ts";

/** Documents in one transaction: what a kill can cost. */
const batch = 100;

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
  /** Commits what was taken. Throws what any commit since the last call has thrown. */
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

/** Opens nothing: the warehouse stays the caller's. */
export function createStore(
  warehouse: Warehouse,
  organizationId: string,
  hashAddress: HashAddress,
  clock: Clock,
): Store {
  let waiting: Arrival[] = [];
  let committing: Promise<void> = Promise.resolve();
  let failure: Error | null = null;
  let written = 0;

  function commit(): void {
    const arrivals = waiting;
    waiting = [];
    if (arrivals.length === 0) return;
    committing = committing.then(async () => {
      if (failure !== null) return;
      try {
        await warehouse.transaction(async (tx) => {
          written += await writeDocuments(tx, organizationId, arrivals, hashAddress);
        });
      } catch (error) {
        failure = error instanceof Error ? error : new Error(String(error));
      }
    });
  }

  async function flush(): Promise<void> {
    commit();
    await committing;
    if (failure !== null) throw failure;
  }

  const select = (columns: string, kind: StoredKind, ids: readonly string[]): Promise<readonly Row[]> =>
    findDocuments(
      warehouse,
      organizationId,
      ids.map((id) => ({ kind, id })),
      columns,
    );

  return {
    organizationId,
    keep(kind, id, document, { parentId = null, fetchedAt = clock.now() } = {}) {
      waiting.push({ kind, id, document, parentId, fetchedAt });
      if (waiting.length >= batch) commit();
    },
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

interface Version {
  readonly hash: string;
  readonly json: string;
  readonly fetchedAt: number;
}

/** Writes what is new or changed, marks the responses whose rows depend on it, and returns how many documents it wrote. */
async function writeDocuments(
  tx: Transaction,
  organization: string,
  arrivals: readonly Arrival[],
  hashAddress: HashAddress,
): Promise<number> {
  const nameOf = ({ kind, id }: Pick<Arrival, "kind" | "id">): string => `${kind} ${id}`;
  const known = new Map<string, Version>();
  const found = await findDocuments(tx, organization, arrivals, "hash, fetched_at, json");
  for (const { kind, id, hash, json, fetched_at } of found) {
    const fetchedAt = readTime(String(fetched_at)) ?? 0;
    known.set(`${kind} ${id}`, { hash: String(hash), json: String(json), fetchedAt });
  }
  const changed = new Map<string, Arrival & Version>();
  const differing: Arrival[] = [];
  for (const arrival of arrivals) {
    const { kind, id, parentId, fetchedAt } = arrival;
    const before = known.get(nameOf(arrival));
    const document = before ? latest(arrival, before) : arrival.document;
    const json = clean(document, kind === "interaction" ? hashAddress : null);
    const version = { json, hash: contentHash(json), fetchedAt: Math.max(fetchedAt, before?.fetchedAt ?? 0) };
    known.set(nameOf(arrival), version);
    // The same content, fetched again: that it was looked at is worth knowing where things are read twice on purpose.
    const same = before?.hash === version.hash;
    if (same && (kind !== "interaction" || before.fetchedAt >= fetchedAt)) continue;
    changed.set(nameOf(arrival), { kind, id, parentId, document, ...version });
    if (!same) differing.push(arrival);
  }
  await markUnderived(tx, organization, differing);
  const [last] = await tx.query("SELECT coalesce(max(arrival), 0) AS arrival FROM document");
  let arrival = Number(last?.["arrival"]);
  const rows = [...changed.values()].map(
    ({ kind, id, parentId, hash, json, fetchedAt }): Row => ({
      arrival: ++arrival,
      key: keyOf(kind, id),
      parent_key: parentId === null ? null : keyOf("interaction", parentId),
      organization_id: organization,
      kind,
      id,
      parent_id: parentId,
      hash,
      fetched_at: isoTime(fetchedAt),
      json,
    }),
  );
  const before = new Set(found.map(({ kind, id }) => `${kind} ${id}`));
  const isNew = ({ kind, id }: Row): boolean => !before.has(`${kind} ${id}`);
  await tx.put(
    "document",
    rows.filter((row) => !isNew(row)),
  );
  await tx.append("document", rows.filter(isNew));
  return rows.length;
}

/** What becomes of a document that comes again: sightings are joined, of anything else the later version stays. */
function latest({ kind, document, fetchedAt }: Arrival, before: Version): unknown {
  const stored: unknown = JSON.parse(before.json);
  if (kind === "survey-sighting") return joinSightings(stored as SurveySighting, document as SurveySighting);
  if (kind === "evaluation-sighting") return joinDeleted(stored as EvaluationSighting, document as EvaluationSighting);
  const [age, storedAge] = [ageOf(kind, document), ageOf(kind, stored)];
  return age > storedAge || (age === storedAge && fetchedAt >= before.fetchedAt) ? document : stored;
}
