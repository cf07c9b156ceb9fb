import { z } from "zod";
import { readStored } from "../../base/index.ts";
import type { Reader, Row, Value, Writer } from "../../warehouse/index.ts";
import { readSql } from "../sql.ts";

const storedCounts = z.record(z.string(), z.number());
type Counts = Readonly<z.infer<typeof storedCounts>>;

/** A sync as the warehouse remembers it. */
export interface StoredRun {
  /** As in the log of the command that ran it. */
  readonly id: string;
  /** Null where it ended before Genesys had named the organization of its client. */
  readonly organizationId: string | null;
  /** ISO 8601. */
  readonly startedAt: string;
  /**
   * Null while it runs, and where it ended without a record of it: it was killed, or the machine went down. The next run notes
   * the last sign of life here.
   */
  readonly endedAt: string | null;
  /** The process that is at it; null where none is. */
  readonly pid: number | null;
  /** Of the newest run, where it ended without a record of it: when it last stored something. ISO 8601. */
  readonly lastStoredAt: string | null;
  /** done, incomplete, failed, interrupted, killed; null as above. */
  readonly outcome: string | null;
  /** What its command ended with; null where it was killed, and of a run of an older version. */
  readonly exitCode: number | null;
  readonly message: string | null;
  /** Of Afterword. */
  readonly version: string;
  /** What it was to read; null of a run of an older version: both. */
  readonly sources: readonly string[] | null;
  /** Of a run that is running or was killed, up to its last sign of life; null where none is recorded. */
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

/** A reader that may know who writes. */
export type StatusReader = Reader & { readonly writer?: () => Writer | null };

/** The last five runs, newest first; one that ended before it knew its organization is among those of each. */
export async function readRuns(reader: StatusReader, organization: string): Promise<readonly StoredRun[]> {
  const [newest, ...earlier] = (await reader.query(lastRuns, { organization })).map(toRun);
  if (!newest) return [];
  return [newest.endedAt === null ? await lookAfter(newest, reader, organization) : newest, ...earlier];
}

/** The last five runs that ended before they knew their organization, newest first. */
export async function readUnassignedRuns(reader: Reader): Promise<readonly StoredRun[]> {
  return (await reader.query(unassignedRuns)).map(toRun);
}

const unassignedRuns = `
  SELECT * FROM sync_run WHERE organization_id IS NULL AND ended_at IS NOT NULL ORDER BY started_at DESC, run_id LIMIT 5`;

/** When the newest complete sync of each source began, in ISO 8601; a source that none has read completely is absent. */
export async function readCompleteSyncs(reader: Reader, organization: string): Promise<ReadonlyMap<string, string>> {
  const newest = new Map<string, string>();
  for (const { sources, started_at } of await reader.query(completeSyncs, { organization })) {
    const began = String(started_at);
    for (const source of text(sources)?.split(",") ?? ["surveys", "evaluations"])
      if (began > (newest.get(source) ?? "")) newest.set(source, began);
  }
  return newest;
}

const completeSyncs = `
  SELECT sources, max(started_at) AS started_at FROM sync_run
  WHERE organization_id = $organization AND outcome = 'done' GROUP BY sources`;

/**
 * One process writes at a time: the process that opened the warehouse before this run began, and still has it, is at
 * work.
 */
async function lookAfter(run: StoredRun, reader: StatusReader, organization: string): Promise<StoredRun> {
  const writer = reader.writer?.() ?? null;
  if (writer && writer.since <= run.startedAt) return { ...run, pid: writer.pid };
  const [row] = await reader.query(lastStored, { organization, since: run.startedAt });
  return { ...run, lastStoredAt: text(row?.["at"]) };
}

const lastStored =
  "SELECT max(fetched_at) AS at FROM document WHERE organization_id = $organization AND fetched_at >= CAST($since AS TIMESTAMP)";

/** The requests of finished runs. Added up here, since databases differ in how they read JSON. */
export async function readSpent(reader: Reader, organization: string): Promise<SpentByRuns> {
  let [runs, requests] = [0, 0];
  const byEndpoint: Record<string, number> = {};
  const ended =
    "SELECT started_at, requests, endpoints FROM sync_run WHERE organization_id = $organization AND ended_at IS NOT NULL";
  for await (const batch of reader.stream(ended, { organization })) {
    for (const run of batch) {
      runs += 1;
      requests += count(run["requests"]);
      for (const [name, asked] of Object.entries(toCounts(run, "endpoints")))
        byEndpoint[name] = (byEndpoint[name] ?? 0) + asked;
    }
  }
  return { runs, requests, byEndpoint };
}

const toRun = (row: Row): StoredRun => ({
  id: String(row["run_id"]),
  organizationId: text(row["organization_id"]),
  startedAt: String(row["started_at"]),
  endedAt: text(row["ended_at"]),
  pid: null,
  lastStoredAt: null,
  outcome: text(row["outcome"]),
  exitCode: row["exit_code"] == null ? null : count(row["exit_code"]),
  message: text(row["message"]),
  version: String(row["version"]),
  sources: text(row["sources"])?.split(",") ?? null,
  requests: row["requests"] == null ? null : count(row["requests"]),
  rateLimited: row["rate_limited"] == null ? null : count(row["rate_limited"]),
  byEndpoint: toCounts(row, "endpoints"),
  counts: toCounts(row, "counts"),
});

const text = (value: Value | undefined): string | null => (typeof value === "string" ? value : null);
const count = (value: Value | undefined): number => Number(value ?? 0);
const toCounts = (run: Row, column: "endpoints" | "counts"): Counts =>
  readStored(
    storedCounts,
    text(run[column]) ?? "{}",
    `column ${column} of the sync that began at ${String(run["started_at"])}`,
    "Restore the warehouse from a copy: `afterword rebuild` restores everything but the list of syncs.",
  );
