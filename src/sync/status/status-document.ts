import { routeDocument } from "./route-status.ts";
import type { OrganizationStatus } from "./status.ts";
import type { StoredRun } from "./stored-runs.ts";

/** What `afterword status --json` prints and `/api/status` answers; names as in the record. */
export const statusDocument = (
  place: string,
  bytes: number | null,
  organizations: readonly OrganizationStatus[],
  unassignedRuns: readonly StoredRun[],
) => ({
  warehouse: place,
  bytes,
  organizations: organizations.map(toOrganization),
  // Those that ended before they knew their organization: of a warehouse that has none yet, all.
  unassigned_runs: unassignedRuns.map(toRun),
});

const toOrganization = (one: OrganizationStatus) => ({
  organization_id: one.id,
  organization_name: one.name,
  since: one.since,
  complete_to: one.completeTo,
  last_complete_sync: one.lastCompleteSync,
  completeness: one.completeness,
  underived: one.underived,
  open: one.open,
  never_settled: one.neverSettled,
  missing: one.missing,
  unlinked: one.unlinked,
  forgotten: one.forgotten,
  windows: one.sweeps,
  responses: one.responses,
  reconciliation: one.reconciliation && {
    compared_at: one.reconciliation.at,
    from: one.reconciliation.from,
    to: one.reconciliation.to,
    compared: one.reconciliation.kinds,
    genesys: one.reconciliation.genesys,
    warehouse: one.reconciliation.warehouse,
    lost: one.reconciliation.lost,
    complete: one.reconciliation.complete,
  },
  problems: {
    count: one.problems.count,
    newest: one.problems.newest.map(({ firstSeen, lastSeen, ...problem }) => ({
      ...problem,
      first_seen: firstSeen,
      last_seen: lastSeen,
    })),
  },
  routes: one.routes.map(routeDocument),
  runs: one.runs.map(toRun),
  spent: { runs: one.spent.runs, requests: one.spent.requests, requests_by_endpoint: one.spent.byEndpoint },
});

const toRun = (run: StoredRun) => ({
  run_id: run.id,
  organization_id: run.organizationId,
  started_at: run.startedAt,
  ended_at: run.endedAt,
  last_stored_at: run.lastStoredAt,
  pid: run.pid,
  outcome: run.outcome,
  exit_code: run.exitCode,
  message: run.message,
  sources: run.sources,
  version: run.version,
  requests: run.requests,
  counts: run.counts,
  rate_limited: run.rateLimited,
  requests_by_endpoint: run.byEndpoint,
});
