import type { Reader, Row, Value } from "../warehouse/index.ts";
import { readSql } from "./sql.ts";

type Counts = Readonly<Record<string, number>>;

/** A sync as the warehouse remembers it. */
export interface StoredRun {
  /** ISO 8601. */
  readonly startedAt: string;
  /** Null while it runs, and where it was killed. */
  readonly endedAt: string | null;
  /** done, incomplete, failed, interrupted; null as above. */
  readonly outcome: string | null;
  readonly message: string | null;
  /** Of Afterword. */
  readonly version: string;
  /** Null as above: what a killed run has spent is not known. */
  readonly requests: number | null;
  readonly rateLimited: number | null;
  readonly byEndpoint: Counts;
  readonly counts: Counts;
}

/** Requests of all runs together, by endpoint too. */
export interface SpentByRuns {
  readonly runs: number;
  readonly requests: number;
  readonly byEndpoint: Counts;
}

const lastRuns = readSql("status-runs");

/** The last five runs, newest first. */
export const readRuns = async (reader: Reader, organization: string): Promise<readonly StoredRun[]> =>
  (await reader.query(lastRuns, { organization })).map(toRun);

/** What the runs that came to their end have spent. Added up here: what databases make of JSON differs. */
export async function readSpent(reader: Reader, organization: string): Promise<SpentByRuns> {
  let [runs, requests] = [0, 0];
  const byEndpoint: Record<string, number> = {};
  const ended =
    "SELECT requests, endpoints FROM sync_run WHERE organization_id = $organization AND ended_at IS NOT NULL";
  for await (const batch of reader.stream(ended, { organization })) {
    for (const run of batch) {
      runs += 1;
      requests += count(run["requests"]);
      for (const [name, asked] of Object.entries(toCounts(run["endpoints"])))
        byEndpoint[name] = (byEndpoint[name] ?? 0) + asked;
    }
  }
  return { runs, requests, byEndpoint };
}

const toRun = (row: Row): StoredRun => ({
  startedAt: String(row["started_at"]),
  endedAt: text(row["ended_at"]),
  outcome: text(row["outcome"]),
  message: text(row["message"]),
  version: String(row["version"]),
  requests: row["requests"] == null ? null : count(row["requests"]),
  rateLimited: row["rate_limited"] == null ? null : count(row["rate_limited"]),
  byEndpoint: toCounts(row["endpoints"]),
  counts: toCounts(row["counts"]),
});

const text = (value: Value | undefined): string | null => (typeof value === "string" ? value : null);
const count = (value: Value | undefined): number => Number(value ?? 0);
const toCounts = (value: Value | undefined): Counts => JSON.parse(text(value) ?? "{}") as Counts;
