import {
  type Moment,
  options,
  readCount,
  readFlag,
  readList,
  readMoment,
  readNumber,
  readOneOf,
  readOptions,
  readOrNull,
  readSignal,
  readText,
  type Shape,
  systemClock,
  UsageError,
} from "../base/index.ts";
import { readMachineTimeZone } from "../config/index.ts";
import {
  type Filter as CheckedFilter,
  comparisons,
  type Grouping,
  groupingNames,
  type LocalTime,
  type Roster,
  refuseUnmatchedFilter,
  usualRange,
} from "../metrics/index.ts";
import {
  type ReportRequest as CheckedRequest,
  completenessOf,
  createReport,
  type ReportDocument,
  type Target,
  targetMetrics,
} from "../report/index.ts";
import { findAttribute } from "../request/index.ts";
import { status } from "../sync/index.ts";
import type { Reader } from "../warehouse/index.ts";
import { type AsSomebody, checkedReader, type OfOrganization, openTaken } from "./handles.ts";
import { type Naming, peopleOf, readNamingOption } from "./people.ts";
import { type ByRoster, byRosterShape, type CheckedByRoster, findGiven, refuseFew } from "./roster.ts";
import { type Filter, readFilter, readShare } from "./shapes.ts";
import { readTimeZone } from "./status.ts";

type Same = Pick<
  CheckedRequest,
  "by" | "compare" | "pool" | "minimum" | "minEffect" | "targets" | "horizon" | "signal"
>;

/**
 * The request for a report. It finds by itself how complete the warehouse is, and by which definition its rows were
 * made.
 */
export interface ReportOptions extends Same, OfOrganization, AsSomebody, ByRoster {
  /** Which responses. @default the last 28 whole days of everything */
  readonly filter?: Filter;
  /** IANA name: where days begin. @default the machine's */
  readonly timeZone?: string;
  /** 1 is Monday, 7 is Sunday. @default 1 */
  readonly firstDayOfWeek?: number;
  /** How agents and evaluators are shown; figures about too few people are withheld unless it is "named". @default "named" */
  readonly people?: Naming;
  /** @default the system's present */
  readonly now?: Moment;
}

const readTarget = options<Target>(
  { metric: readOneOf(targetMetrics), queue: readOrNull(readText), target: readNumber(-1, 100) },
  ["metric", "queue", "target"],
);

/** A grouping that there always is, or an attribute of the roster. */
const readBy = (value: unknown, name: string): Grouping =>
  typeof value === "object" && value !== null
    ? options<{ readonly attribute: string }>({ attribute: readText }, ["attribute"])(value, name)
    : readOneOf(groupingNames)(value, name);

interface Checked extends Same, OfOrganization, AsSomebody, CheckedByRoster, Partial<LocalTime> {
  readonly filter?: CheckedFilter;
  readonly people?: Naming;
  readonly now?: number;
}

const shape: Shape<Checked> = {
  organization: readText,
  as: readText,
  filter: readFilter,
  timeZone: readTimeZone,
  firstDayOfWeek: readCount(1, 7),
  ...byRosterShape,
  by: readOrNull(readBy),
  compare: readOrNull(readOneOf(comparisons)),
  pool: readFlag,
  minimum: readCount(0),
  minEffect: readShare,
  targets: readList(readTarget),
  people: readNamingOption,
  now: readMoment,
  horizon: readNumber(0),
  signal: readSignal,
};

/**
 * All figures of the responses that its filter chooses, each number with its sample and interval: shares are
 * fractions, times ISO 8601 in UTC. Asks the warehouse alone, some thirty statements, and no one else. `reportText` and
 * `reportMarkdown` print it.
 * @throws {UsageError} for arguments that do not fit, including a name in the filter that no response has; for
 *   pseudonyms where there is no key; for a token that does not hold; where the warehouse holds several organizations and none is named; where people are not shown, for options that would report on single people
 */
export async function report(
  reader: Reader & { readonly place?: string },
  options: ReportOptions = {},
): Promise<ReportDocument> {
  const given = checkedReader(reader, "report");
  const {
    organization,
    as,
    filter,
    timeZone = machineTimeZone(),
    firstDayOfWeek = 1,
    people,
    roster,
    attributes,
    now = systemClock.now(),
    ...same
  } = readOptions<Checked>(options, "report", shape);
  const shown = await peopleOf("report", given, people);
  if (shown.naming === "off" && (same.by === "agent" || filter?.agents !== undefined)) throw oneByOne();
  const { horizon, signal, by } = same;
  const { naming } = shown;
  const byRoster = await findGiven(given, { roster, attributes }, "report", signal);
  const grouping = typeof by === "object" && by !== null ? findGrouping(by, byRoster.roster) : by;
  const { reader: open, token } = await openTaken(
    given,
    { organization, as, naming, roster: byRoster.roster },
    "report",
  );
  const all = { ...filter, ...byRoster, range: filter?.range ?? usualRange(now, timeZone) };
  await refuseUnmatchedFilter(open, all, { signal });
  await refuseFew(open, all, { naming, token, signal });
  const organizations = await status(open, { now, timeZone, ...(horizon === undefined ? {} : { horizon }) });
  return createReport(open, {
    ...same,
    ...(grouping === undefined ? {} : { by: grouping }),
    filter: all,
    ...(organization === undefined ? {} : { written: { organization } }),
    local: { timeZone, firstDayOfWeek },
    people: { mode: shown.naming, pseudonym: (id) => shown.name(id, null) ?? "" },
    completeness: completenessOf(organizations),
    definitionId: organizations.flatMap((one) => one.definitionId ?? []).join(" ") || null,
    now,
  });
}

function findGrouping({ attribute }: { readonly attribute: string }, roster: Roster | undefined): Grouping {
  if (roster !== undefined) return { attribute: findAttribute(attribute, roster, () => "report: by") };
  throw new UsageError("report: by: an attribute needs a roster.", "Give its file, or its rows, as roster.");
}

const machineTimeZone = (): string => readMachineTimeZone(process.env["TZ"]).timeZone;

const oneByOne = (): UsageError =>
  new UsageError(
    "report: agents cannot be listed or chosen where people are off.",
    'Ask by queue or by team, or choose people: "pseudonym".',
  );
