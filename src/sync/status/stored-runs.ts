import { z } from "zod";
import { readStored } from "../../base/index.ts";
import type { Reader, Row, Value, Writer } from "../../warehouse/index.ts";
import { readSql } from "../sql.ts";

const storedCounts = z.record(z.string(), z.number());
type Counts = Readonly<z.infer<typeof storedCounts>>;

/** A sync as the warehouse remembers it. */
export interface StoredRun {
  /** ISO 8601. */
  readonly startedAt: string;
  /** Null while it runs, and where it ended without a record of it: it was killed, or the machine went down. */
  readonly endedAt: string | null;
  /** The process that is at it; null where none is. */
  readonly pid: number | null;
  /** Of the newest run, where it ended without a record of it: when it last stored something. ISO 8601. */
  readonly lastStoredAt: string | null;
  /** done, incomplete, failed, interrupted; null as above. */
  readonly outcome: string | null;
  readonly message: string | null;
  /** Of Afterword. */
  readonly version: string;
  /** Null as above: the requests of a killed run are not known. */
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

/** The last five runs, newest first. */
export async function readRuns(reader: StatusReader, organization: string): Promise<readonly StoredRun[]> {
  const [newest, ...earlier] = (await reader.query(lastRuns, { organization })).map(toRun);
  if (!newest) return [];
  return [newest.endedAt === null ? await lookAfter(newest, reader, organization) : newest, ...earlier];
}

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
  startedAt: String(row["started_at"]),
  endedAt: text(row["ended_at"]),
  pid: null,
  lastStoredAt: null,
  outcome: text(row["outcome"]),
  message: text(row["message"]),
  version: String(row["version"]),
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
