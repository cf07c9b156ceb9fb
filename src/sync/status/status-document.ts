import type { OrganizationStatus } from "./status.ts";
import type { StoredRun } from "./stored-runs.ts";

/** What `afterword status --json` prints and `/api/status` answers; names as in the record. */
export const statusDocument = (place: string, bytes: number | null, organizations: readonly OrganizationStatus[]) => ({
  warehouse: place,
  bytes,
  organizations: organizations.map(toOrganization),
});

const toOrganization = (one: OrganizationStatus) => ({
  organization_id: one.id,
  organization_name: one.name,
  since: one.since,
  complete_to: one.completeTo,
  completeness: one.completeness,
  underived: one.underived,
  open: one.open,
  never_settled: one.neverSettled,
  missing: one.missing,
  unlinked: one.unlinked,
  windows: one.sweeps,
  responses: one.responses,
  problems: {
    count: one.problems.count,
    newest: one.problems.newest.map(({ firstSeen, lastSeen, ...problem }) => ({
      ...problem,
      first_seen: firstSeen,
      last_seen: lastSeen,
    })),
  },
  runs: one.runs.map(toRun),
  spent: { runs: one.spent.runs, requests: one.spent.requests, requests_by_endpoint: one.spent.byEndpoint },
});

const toRun = ({ startedAt, endedAt, lastStoredAt, rateLimited, byEndpoint, ...run }: StoredRun) => ({
  started_at: startedAt,
  ended_at: endedAt,
  last_stored_at: lastStoredAt,
  ...run,
  rate_limited: rateLimited,
  requests_by_endpoint: byEndpoint,
});
