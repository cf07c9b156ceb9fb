import { type Clock, day, isoTime } from "../base/index.ts";
import type { Problem } from "../collect/index.ts";
import type { Reader, Row } from "../warehouse/index.ts";
import type { SyncContext } from "./context.ts";
import type { Store } from "./documents/store.ts";
import { readSql } from "./sql.ts";

interface ProblemSource {
  readonly warehouse: Pick<Reader, "query">;
  readonly store: Pick<Store, "organizationId">;
  readonly clock: Clock;
}

/** Which of these failed within the last day: they are not asked for at every sync. */
export async function failedLately(
  { warehouse, store, clock }: ProblemSource,
  kind: Problem["kind"],
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await warehouse.query(
    `SELECT id FROM problem WHERE organization_id = $organization AND kind = $kind AND last_seen > $since
     AND id IN (SELECT unnest($ids))`,
    { organization: store.organizationId, kind, ids, since: isoTime(clock.now() - day) },
  );
  return new Set(rows.map(({ id }) => String(id)));
}

/** When each known problem was first seen. Asked before a run reads anything, since reading solves problems. */
export async function readProblems({ warehouse, store }: ProblemSource): Promise<ReadonlyMap<string, string>> {
  const rows = await warehouse.query("SELECT kind, id, first_seen FROM problem WHERE organization_id = $organization", {
    organization: store.organizationId,
  });
  return new Map(rows.map(({ kind, id, first_seen }) => [`${kind} ${id}`, String(first_seen)]));
}

/**
 * Stores the problems of a run and returns how many were not known before. A solved problem is deleted as its document
 * is stored.
 */
export async function keepProblems(
  { warehouse, store, clock, findings }: SyncContext,
  problems: readonly Problem[],
  first: ReadonlyMap<string, string>,
): Promise<number> {
  const organization = store.organizationId;
  const now = isoTime(clock.now());
  const rows: Row[] = [];
  for (const problem of problems) {
    const { kind, id, reason } = problem;
    const json = await store.keepProblem(problem, findings.unreadable(problem));
    if (json === undefined) continue;
    const first_seen = first.get(`${kind} ${id}`) ?? now;
    rows.push({ organization_id: organization, kind, id, reason, json, first_seen, last_seen: now });
  }
  const solved = findings.solved().map(({ kind, id }) => `${kind} ${id}`);
  await warehouse.transaction(async (tx) => {
    await tx.run(readSql("problems-solved"), { organization, solved });
    await tx.put("problem", rows);
  });
  return rows.filter(({ kind, id }) => !first.has(`${kind} ${id}`)).length;
}
