import { DateTime } from "luxon";
import { plain } from "../../base/index.ts";
import type { OrganizationStatus, StoredRun, Stretch } from "../../sync/index.ts";
import { type GridStyle, toGrid } from "../../terminal/index.ts";
import type { TableStyle } from "../screen/response-table.ts";
import { formatFormRoutes } from "./form-routes.ts";

const dash = "–";
const right = true;
/** More endpoints would scroll the rest of the screen away; JSON has all. */
const maxEndpointsShown = 5;

/** How far a warehouse is, on one screen. */
export function formatStatus(
  place: string,
  bytes: number | null,
  organizations: readonly OrganizationStatus[],
  unassignedRuns: readonly StoredRun[],
  style: TableStyle,
): string {
  const size = bytes === null ? "" : `, ${(bytes / 1e6).toFixed(1)} MB`;
  const parts = organizations.map((one) => formatOrganization(one, style));
  const failed = unassignedRuns.length > 0 ? `\n${formatRuns(unassignedRuns, style)}` : "";
  return `${plain(place)}${size}\n${parts.join("\n") || `Nothing has been read yet: run afterword sync.\n${failed}`}`;
}

function formatOrganization(one: OrganizationStatus, style: TableStyle): string {
  const { unlinked, problems, forgotten } = one;
  const counts = [
    `${unlinked} not linked`,
    `${problems.count} with problems`,
    ...(forgotten.agents > 0 ? [`${forgotten.agents} without agents and evaluators (older than retain_agents)`] : []),
    ...(forgotten.documents > 0 ? [`${forgotten.documents} without documents (older than retain_documents)`] : []),
    ...(forgotten.comments > 0 ? [`${forgotten.comments} without comments (older than retain_comments)`] : []),
  ];
  return [
    `${plain(one.name ?? one.id)}: ${one.completeness}.\n${formatUnfinishedRun(one.runs, style)}`,
    formatSweeps(one, style),
    ...(one.responses.length > 0 ? [formatResponses(one, style)] : []),
    `${counts.join(" · ")}\n${problems.newest.map(({ kind, id, reason }) => plain(`  ${kind} ${id}: ${reason}`)).join("\n")}`.trimEnd() +
      "\n",
    ...(one.routes.length > 0 ? [formatFormRoutes(one.routes, style)] : []),
    formatRuns(one.runs, style),
    formatRequests(one, style),
  ].join("\n");
}

/** The newest run, if it has not recorded its end. */
function formatUnfinishedRun([run]: readonly StoredRun[], style: TableStyle): string {
  if (!run || run.endedAt !== null) return "";
  if (run.pid !== null) return `A sync has been running since ${at(run.startedAt, style)}, process ${run.pid}.\n`;
  const lastStored = run.lastStoredAt
    ? `it last stored something at ${at(run.lastStoredAt, style)}`
    : "it stored nothing";
  return `The sync of ${at(run.startedAt, style)} stopped without recording its end (killed?); ${lastStored}. Run afterword sync to continue.\n`;
}

const at = (time: string | null | undefined, { timeZone }: TableStyle): string =>
  time ? DateTime.fromISO(time, { zone: timeZone }).toFormat("yyyy-MM-dd HH:mm") : dash;

function formatSweeps({ sweeps }: OrganizationStatus, style: TableStyle): string {
  const stretch = ({ from, to }: Stretch): string => `${at(from, style)} to ${at(to, style)}`;
  return toGrid(
    [{ title: "read" }, { title: "from" }, { title: "to" }, { title: "not read" }],
    // Changes of evaluations are read from the second sync on: before it there is nothing to list.
    sweeps
      .filter(({ sweep, read, gaps }) => sweep !== "evaluation changes" || read.length + gaps.length > 0)
      .map(({ sweep, read, gaps }) => [
        sweep === "handled" ? "handled interactions" : sweep,
        at(read[0]?.from, style),
        at(read.at(-1)?.to, style),
        gaps.map(stretch).join(", ") || (read.length > 0 ? dash : "all of it"),
      ]),
    style,
  );
}

const formatResponses = ({ responses }: OrganizationStatus, style: GridStyle): string =>
  toGrid(
    [{ title: "responses", right }, { title: "exported", right }, { title: "source" }, { title: "status" }],
    responses.map((one) => [String(one.responses), String(one.listed), one.source, one.status ?? dash]),
    style,
  );

const formatRuns = (runs: readonly StoredRun[], style: TableStyle): string =>
  toGrid(
    [
      { title: "last runs" },
      { title: "length", right },
      { title: "requests", right },
      { title: "outcome" },
      { title: "" },
    ],
    runs.map((run) => [
      at(run.startedAt, style),
      length(run),
      run.requests === null ? dash : String(run.requests),
      formatOutcome(run),
      run.message ?? "",
    ]),
    style,
  );

function formatOutcome({ outcome, exitCode, pid }: StoredRun): string {
  if (outcome === null) return pid === null ? "not ended" : "running";
  return exitCode === null || exitCode === 0 ? outcome : `${outcome} (${exitCode})`;
}

function length({ startedAt, endedAt }: StoredRun): string {
  if (endedAt === null) return dash;
  const seconds = Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function formatRequests({ runs, spent }: OrganizationStatus, style: GridStyle): string {
  const last = runs.find(({ endedAt }) => endedAt !== null);
  const endpoints = Object.entries(spent.byEndpoint).sort(([, a], [, b]) => b - a);
  const [listed, rest] = [endpoints.slice(0, maxEndpointsShown), endpoints.slice(maxEndpointsShown)];
  const others = {
    last: rest.reduce((sum, [name]) => sum + (last?.byEndpoint[name] ?? 0), 0),
    all: rest.reduce((sum, [, all]) => sum + all, 0),
  };
  return toGrid(
    [{ title: "last run", right }, { title: `all runs (${spent.runs})`, right }, { title: "requests" }],
    [
      ...listed.map(([name, all]) => [String(last?.byEndpoint[name] ?? 0), String(all), name]),
      ...(rest.length > 0 ? [[String(others.last), String(others.all), `${rest.length} other endpoints`]] : []),
      [String(last?.requests ?? 0), String(spent.requests), "together"],
    ],
    style,
  );
}
