import { type Interval, isoTime, readTime } from "../../base/index.ts";
import type { Source } from "../../collect/index.ts";
import type { Reader, Row, Value } from "../../warehouse/index.ts";
import { storedDefinition } from "../derive/derive.ts";
import { type LastReconciliation, readLastReconciliation } from "../reconcile/stored-reconciliation.ts";
import { defaultSync } from "../request.ts";
import { forgottenAgents } from "../retention/forget-agents.ts";
import { storedSince } from "../since.ts";
import { readSql } from "../sql.ts";
import { gaps } from "../sweeps/coverage.ts";
import { readCoverage, type Sweep, sweeps } from "../sweeps/windows.ts";
import { judge } from "./completeness-sentence.ts";
import { type RouteStatus, readRouteStatus } from "./route-status.ts";
import {
  readCompleteSyncs,
  readRuns,
  readSpent,
  type SpentByRuns,
  type StatusReader,
  type StoredRun,
} from "./stored-runs.ts";

export interface StatusOptions {
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  /** As given to `sync`. Milliseconds. @default 100 days */
  readonly horizon?: number;
  /** IANA name, for the sentence. @default "UTC" */
  readonly timeZone?: string;
}

/** A stretch [from, to) of time, in ISO 8601. */
export interface Stretch {
  readonly from: string;
  readonly to: string;
}

/** The windows that one sweep has read: answers by the time of their events, and later events of evaluations. */
export interface SweepStatus {
  readonly sweep: Sweep;
  readonly read: readonly Stretch[];
  /** The gaps before the end of the read windows. */
  readonly gaps: readonly Stretch[];
}

export interface ResponseCount {
  readonly source: string;
  readonly status: string | null;
  readonly responses: number;
  /** Those that reports count: not deleted, retracted, unreleased, and no calibration copies. */
  readonly listed: number;
  /** Listed ones whose interaction is not known. */
  readonly unlinked: number;
}

export interface StoredProblem {
  readonly kind: string;
  readonly id: string;
  readonly reason: string;
  /** ISO 8601. */
  readonly firstSeen: string;
  readonly lastSeen: string;
}

/** Responses that have lost something by their age. */
export interface Forgotten {
  readonly comments: number;
  readonly agents: number;
  /** Those whose rows are all that is left of them. */
  readonly documents: number;
}

/** How far the warehouse of one organization is. */
export interface OrganizationStatus {
  readonly id: string;
  readonly name: string | null;
  /**
   * Of its rows: `definitionId` of the definition that they were derived by; null before the first sync, and while a
   * rebuild deletes them.
   */
  readonly definitionId: string | null;
  /** From when on things are to be known, ISO 8601; null before the first sync. */
  readonly since: string | null;
  readonly sweeps: readonly SweepStatus[];
  /** Everything from `since` to here was read, ISO 8601; null where its start was not. */
  readonly completeTo: string | null;
  /**
   * When the newest complete sync began, ISO 8601; null where there was none. Complete means that it missed nothing (exit code
   * 0). Of several sources it is the one that is furthest behind: each that was ever read counts, as for `completeTo`.
   */
  readonly lastCompleteSync: string | null;
  /** A sentence for a chart: "complete to 21 Nov 06:00; 37 surveys still open; 2 never settled". */
  readonly completeness: string;
  readonly responses: readonly ResponseCount[];
  /** Responses that are stored and whose rows have still to be derived, for the first time or again. */
  readonly underived: number;
  /** Surveys that may still be answered. */
  readonly open: number;
  /** Surveys that were open beyond the horizon, and still were when they were asked for. */
  readonly neverSettled: number;
  /** Answered responses whose answers could not be read yet: each is asked for again. */
  readonly missing: number;
  /** Responses that reports count and whose interaction is not known. */
  readonly unlinked: number;
  /** What is not kept any more, by the setting of how long it is: how many responses have lost it. */
  readonly forgotten: Forgotten;
  /** The last comparison with Genesys' own counts; null where there was none. */
  readonly reconciliation: LastReconciliation | null;
  readonly problems: { readonly count: number; readonly newest: readonly StoredProblem[] };
  /** How the responses of each form are read. */
  readonly routes: readonly RouteStatus[];
  /** The last five, newest first. */
  readonly runs: readonly StoredRun[];
  /** What all runs that came to their end have spent. */
  readonly spent: SpentByRuns;
}

const statements = {
  responses: readSql("status-responses"),
  unsettled: readSql("status-unsettled"),
  problems: readSql("status-problems"),
  underived: readSql("status-underived"),
  forgotten: readSql("status-forgotten"),
};

/** How complete a warehouse is and what it took, organization by organization; empty before the first sync. */
export async function status(reader: StatusReader, options: StatusOptions): Promise<readonly OrganizationStatus[]> {
  const organizations = await reader.query(
    "SELECT organization_id, name, added_at FROM organization ORDER BY added_at",
  );
  const all: OrganizationStatus[] = [];
  for (const row of organizations) all.push(await ofOrganization(reader, row, options));
  return all;
}

async function ofOrganization(
  reader: StatusReader,
  organization: Row,
  { now, horizon = defaultSync().horizon, timeZone = "UTC" }: StatusOptions,
): Promise<OrganizationStatus> {
  const id = String(organization["organization_id"]);
  const ask = (sql: string): Promise<readonly Row[]> => reader.query(sql, { organization: id });
  const since = await storedSince(reader, id);
  const covered = new Map<Sweep, readonly Interval[]>();
  for (const sweep of sweeps) covered.set(sweep, await readCoverage(reader, id, sweep));
  const [unsettled] = await reader.query(statements.unsettled, {
    organization: id,
    horizon: isoTime(now - horizon),
  });
  const neverSettled = count(unsettled?.["never_settled"]);
  const open = count(unsettled?.["unsettled"]) - neverSettled;
  const missing = count(unsettled?.["missing"]);
  const underived = count((await ask(statements.underived))[0]?.["n"]);
  const of = (source: Source): readonly Interval[] => covered.get(source) ?? [];
  const reconciliation = await readLastReconciliation(reader, id);
  const compared = reconciliation && {
    ...reconciliation,
    at: readTime(reconciliation.at) ?? 0,
    from: readTime(reconciliation.from) ?? 0,
  };
  const known = { since, now, underived, missing, open, neverSettled, compared };
  const judged = judge({ ...known, covered: { surveys: of("surveys"), evaluations: of("evaluations") } }, timeZone);
  const responses = (await ask(statements.responses)).map(toCount);
  const [problems] = await ask("SELECT count(*) AS n FROM problem WHERE organization_id = $organization");
  const begun = readTime(text(organization["added_at"]));
  return {
    id,
    name: text(organization["name"]),
    definitionId: await storedDefinition(reader, id),
    since: since === null ? null : isoTime(since),
    sweeps: [...covered].map(([sweep, read]) => ({
      sweep,
      read: read.map(toStretch),
      gaps: inner(read, sweep === "evaluation changes" ? begun : since).map(toStretch),
    })),
    completeTo: judged.completeTo === null ? null : isoTime(judged.completeTo),
    lastCompleteSync: await readLastComplete(
      reader,
      id,
      sources.filter((source) => of(source).length > 0),
    ),
    completeness: judged.sentence,
    responses,
    underived,
    open,
    neverSettled,
    missing,
    unlinked: responses.reduce((sum, { unlinked }) => sum + unlinked, 0),
    forgotten: await readForgotten(reader, id),
    reconciliation,
    problems: { count: count(problems?.["n"]), newest: (await ask(statements.problems)).map(toProblem) },
    routes: await readRouteStatus(reader, id),
    runs: await readRuns(reader, id),
    spent: await readSpent(reader, id),
  };
}

async function readForgotten(reader: Reader, organization: string): Promise<Forgotten> {
  const [row] = await reader.query(statements.forgotten, { organization });
  const [fact] = await reader.query("SELECT value FROM fact WHERE name = $name", {
    name: forgottenAgents(organization),
  });
  return { comments: count(row?.["comments"]), agents: count(fact?.["value"]), documents: count(row?.["documents"]) };
}

/** Of the sources that are held, the one whose newest complete sync is the oldest. */
async function readLastComplete(reader: Reader, organization: string, held: readonly Source[]): Promise<string | null> {
  const newest = await readCompleteSyncs(reader, organization);
  const began = held.map((source) => newest.get(source) ?? null);
  return began.reduce(
    (oldest, one) => (oldest === null || one === null ? null : one < oldest ? one : oldest),
    began[0] ?? null,
  );
}

const sources = ["surveys", "evaluations"] as const satisfies readonly Source[];

/** The gaps between the wanted start and the end of the read windows. */
const inner = (read: readonly Interval[], from: number | null): Interval[] => {
  const to = read.at(-1)?.to;
  return to === undefined ? [] : gaps(read, { from: from ?? to, to });
};

const text = (value: Value | undefined): string | null => (typeof value === "string" ? value : null);
const count = (value: Value | undefined): number => Number(value ?? 0);
const toStretch = ({ from, to }: Interval): Stretch => ({ from: isoTime(from), to: isoTime(to) });

const toCount = (row: Row): ResponseCount => ({
  source: String(row["source"]),
  status: text(row["status"]),
  responses: count(row["responses"]),
  listed: count(row["listed"]),
  unlinked: count(row["unlinked"]),
});

const toProblem = (row: Row): StoredProblem => ({
  kind: String(row["kind"]),
  id: String(row["id"]),
  reason: String(row["reason"]),
  firstSeen: String(row["first_seen"]),
  lastSeen: String(row["last_seen"]),
});
