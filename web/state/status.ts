import { isRecord } from "./problem.ts";

/** A stretch [from, to) of time, in ISO 8601. */
export interface Stretch {
  readonly from: string;
  readonly to: string;
}

export interface Sweep {
  readonly sweep: string;
  readonly read: readonly Stretch[];
  readonly gaps: readonly Stretch[];
}

export interface Run {
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly outcome: string | null;
  readonly exit_code: number | null;
  readonly message: string | null;
  /** Null where it ended without a record of what it spent. */
  readonly requests: number | null;
  /** How often Genesys refused a request as one too many. */
  readonly rate_limited: number | null;
  readonly responses: number | null;
}

export interface StoredProblem {
  readonly kind: string;
  readonly id: string;
  readonly reason: string;
}

/** How the responses of a form are read. */
export interface FormRoute {
  readonly source: string;
  /** Null where it is so of every form of the source. */
  readonly form_context_id: string | null;
  readonly form_name: string | null;
  readonly in_bulk: boolean;
  /** Why, as a sentence. */
  readonly reason: string;
  readonly since: string | null;
}

export interface Reconciliation {
  readonly compared_at: string;
  readonly lost: number;
}

export interface OrganizationStatus {
  readonly id: string;
  readonly name: string | null;
  readonly since: string | null;
  readonly complete_to: string | null;
  readonly open: number | null;
  readonly underived: number | null;
  readonly never_settled: number | null;
  readonly missing: number | null;
  readonly unlinked: number | null;
  /** The last comparison with Genesys' own counts; null where there was none. */
  readonly reconciliation: Reconciliation | null;
  readonly sweeps: readonly Sweep[];
  readonly problems: { readonly count: number | null; readonly newest: readonly StoredProblem[] };
  readonly routes: readonly FormRoute[];
  readonly runs: readonly Run[];
  readonly requests: number | null;
  readonly by_endpoint: readonly (readonly [endpoint: string, requests: number])[];
}

export interface Status {
  readonly organizations: readonly OrganizationStatus[];
  /** Those that ended before they knew their organization: of a warehouse that has none yet, all. */
  readonly unassigned: readonly Run[];
}

/** `/api/status`, which is what `afterword status --json` prints. */
export function readStatus(json: unknown): Status {
  if (!isRecord(json) || !Array.isArray(json["organizations"]))
    throw new Error("/api/status did not answer with organizations.");
  return {
    organizations: records(json["organizations"]).map(readOrganization),
    unassigned: records(json["unassigned_runs"]).map(readRun),
  };
}

type Json = Readonly<Record<string, unknown>>;

function readOrganization(one: Json): OrganizationStatus {
  const [problems, spent] = [recordOf(one["problems"]), recordOf(one["spent"])];
  return {
    id: text(one["organization_id"]) ?? "",
    name: text(one["organization_name"]),
    since: text(one["since"]),
    complete_to: text(one["complete_to"]),
    open: number(one["open"]),
    underived: number(one["underived"]),
    never_settled: number(one["never_settled"]),
    missing: number(one["missing"]),
    unlinked: number(one["unlinked"]),
    reconciliation: readReconciliation(recordOf(one["reconciliation"])),
    sweeps: records(one["windows"]).map((window) => ({
      sweep: text(window["sweep"]) ?? "",
      read: stretches(window["read"]),
      gaps: stretches(window["gaps"]),
    })),
    problems: {
      count: number(problems["count"]),
      newest: records(problems["newest"]).map(({ kind, id, reason }) => ({
        ...{ kind: text(kind) ?? "", id: text(id) ?? "", reason: text(reason) ?? "" },
      })),
    },
    routes: records(one["routes"]).map(readRoute),
    runs: records(one["runs"]).map(readRun),
    requests: number(spent["requests"]),
    by_endpoint: Object.entries(recordOf(spent["requests_by_endpoint"]))
      .flatMap(([endpoint, requests]) => (typeof requests === "number" ? [[endpoint, requests] as const] : []))
      .sort(([, one], [, other]) => other - one),
  };
}

function readReconciliation(one: Json): Reconciliation | null {
  const [compared_at, lost] = [text(one["compared_at"]), number(one["lost"])];
  return compared_at === null || lost === null ? null : { compared_at, lost };
}

const readRoute = (route: Json): FormRoute => ({
  source: text(route["source"]) ?? "",
  form_context_id: text(route["form_context_id"]),
  form_name: text(route["form_name"]),
  in_bulk: route["in_bulk"] === true,
  reason: text(route["reason"]) ?? "",
  since: text(route["since"]),
});

const readRun = (run: Json): Run => ({
  started_at: text(run["started_at"]) ?? "",
  ended_at: text(run["ended_at"]),
  outcome: text(run["outcome"]),
  exit_code: number(run["exit_code"]),
  message: text(run["message"]),
  requests: number(run["requests"]),
  rate_limited: number(run["rate_limited"]),
  responses: number(recordOf(run["counts"])["responses"]),
});

const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
const number = (value: unknown): number | null => (typeof value === "number" ? value : null);
const recordOf = (value: unknown): Json => (isRecord(value) ? value : {});
const records = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);
const stretches = (value: unknown): readonly Stretch[] =>
  records(value).flatMap(({ from, to }) => (typeof from === "string" && typeof to === "string" ? [{ from, to }] : []));
