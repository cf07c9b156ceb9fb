import type { DashboardContext } from "./context.ts";

/** The last sync that has ended, of this process or of an earlier one; times are ISO 8601. */
export interface LastSync {
  readonly endedAt: string;
  readonly outcome: string;
}

/** The last one of the organization that is synced here, and the last one that did not fail; null where there was none. */
export async function readLastSync({
  syncs,
  organizations,
}: Pick<DashboardContext, "syncs" | "organizations">): Promise<{
  readonly last: LastSync | null;
  readonly success: LastSync | null;
}> {
  const organization = syncs?.organization() ?? null;
  const runs = (await organizations())
    .filter(({ id }) => organization === null || id === organization)
    .flatMap((one) => one.runs)
    .flatMap(({ endedAt, outcome }) => (endedAt === null || outcome === null ? [] : [{ endedAt, outcome }]));
  // One that could not be recorded, as on a full disk, is known to this process alone.
  const own = syncs?.state().last;
  const ended = own ? [...runs, { endedAt: own.ended_at, outcome: own.outcome }] : runs;
  const latest = (among: readonly LastSync[]): LastSync | null =>
    among.reduce<LastSync | null>((last, one) => (last === null || one.endedAt >= last.endedAt ? one : last), null);
  return {
    last: latest(ended),
    success: latest(ended.filter(({ outcome }) => outcome === "done" || outcome === "incomplete")),
  };
}
