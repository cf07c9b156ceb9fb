import {
  day,
  type Interval,
  isoInterval,
  isoTime,
  minute,
  PermissionError,
  readTime,
  UnreachableError,
} from "../../base/index.ts";
import { isPartial } from "../../extract/index.ts";
import { aggregateGroup, decode, endpoints, isTooLarge, type WireAggregateGroup } from "../../genesys/index.ts";
import type { Row } from "../../warehouse/index.ts";
import type { ProgressTeller } from "../progress.ts";
import type { Session } from "../session.ts";
import { gaps, withoutEnd } from "./coverage.ts";
import { noteRead, readCoverage } from "./windows.ts";

/** What is counted, of everything and by the dimension that Genesys calls so. */
const dimensions = { all: null, queue: "queueId", agent: "userId", media: "mediaType" } as const;

/** Counted once for each part that an agent had in an interaction, when that part was done. */
const metric = "tHandle";

/** Genesys works over what is 48 hours old, to be seen from day 3: each day is read again until it is four days old. */
const unsure = 4 * day;
/** How long one answer may be is not documented: what is refused for its size is halved, down to a day. */
const longest = 31 * day;
/** Counts in one window, one an agent and day mostly: 155,000, a month of 5,000 agents, held up the event loop for 200 ms. */
const most = 20_000;
/** A day is over for analytics a little later. */
const late = 15 * minute;

/**
 * Reads how many interactions agents handled on each day that is over, newest first: what surveys are a share of. Without
 * it no response is missing.
 */
export async function readHandled(session: Session, range: Interval, progress: ProgressTeller): Promise<void> {
  const { findings } = session.job;
  try {
    const covered = await readCoverage(session.warehouse, session.store.organizationId, "handled");
    const open = unreadDays(covered, range);
    for (const [index, gap] of [...open].reverse().entries()) {
      progress.step("handled interactions", open.length - index);
      await readDays(session, gap);
    }
  } catch (error) {
    // By now all else is delivered, and an hour that Genesys takes for this must not look as if nothing were.
    if (!isPartial(error) && !(error instanceof UnreachableError)) throw error;
    const told = `What share of the interactions was surveyed cannot be told. ${error.message}`;
    if (error instanceof PermissionError) findings.note(told);
    else findings.miss(told);
  }
}

/** Requests that the next sync spends on it, at least. */
export const costOfHandled = (covered: readonly Interval[], range: Interval): number =>
  unreadDays(covered, range).reduce((sum, { from, to }) => sum + Math.ceil((to - from) / longest), 0) *
  Object.keys(dimensions).length;

/** Whole days of the range that are over and were not read, and with them the latest that were. */
function unreadDays(covered: readonly Interval[], { from, to }: Interval): Interval[] {
  const wanted = { from: Math.floor(from / day) * day, to: Math.floor((to - late) / day) * day };
  if (wanted.from >= wanted.to) return [];
  const isNew = (covered.at(-1)?.to ?? 0) < wanted.to;
  return gaps(isNew ? withoutEnd(covered, unsure) : covered, wanted);
}

/** How long a window may be where each day brings so many counts. */
const lengthFor = (counts: number): number =>
  Math.min(longest, Math.max(1, Math.floor(most / Math.max(1, counts))) * day);

async function readDays(session: Session, { from, to }: Interval): Promise<void> {
  const organization = session.store.organizationId;
  let length = lengthFor(await countAgents(session));
  for (let end = to; end > from; ) {
    session.job.signal?.throwIfAborted();
    const window = { from: Math.max(from, end - length), to: end };
    const rows = await askDays(session, window);
    if (rows === null) {
      length = Math.ceil((window.to - window.from) / 2 / day) * day;
      continue;
    }
    const counts = rows.filter((row) => session.warehouse.misfits("handled", row).length === 0);
    const isWhole = counts.length === rows.length;
    if (!isWhole) session.job.findings.miss(notCounts);
    await session.warehouse.transaction(async (tx) => {
      await tx.run(
        `DELETE FROM handled WHERE organization_id = $organization
         AND day >= CAST($from AS TIMESTAMP) AND day < CAST($to AS TIMESTAMP)`,
        { organization, from: isoTime(window.from), to: isoTime(window.to) },
      );
      await tx.append("handled", counts);
      // Asked for again by the next sync.
      if (isWhole) await noteRead(tx, session, "handled", window);
    });
    end = window.from;
    length = lengthFor((rows.length * day) / (window.to - window.from));
  }
}

const notCounts =
  "Some counts of handled interactions are no whole numbers up to 2,147,483,647; they were left out, and the next sync asks again.";

/** Agents with responses: all that is known, before the first answer, of how many have handled anything. */
async function countAgents({ warehouse, store }: Session): Promise<number> {
  const [row] = await warehouse.query(
    "SELECT count(DISTINCT agent_id) AS agents FROM response WHERE organization_id = $organization",
    { organization: store.organizationId },
  );
  return Number(row?.["agents"]);
}

/** The rows of some days; null where they are too many for one answer. */
async function askDays(session: Session, window: Interval): Promise<readonly Row[] | null> {
  const rows: Row[] = [];
  try {
    for (const [dimension, name] of Object.entries(dimensions)) {
      const counts = countDays(await askGroups(session, window, name), window, name);
      for (const [day, byId] of counts)
        for (const [id, interactions] of byId)
          rows.push({
            organization_id: session.store.organizationId,
            day: isoTime(day),
            dimension,
            id,
            interactions,
          });
    }
    return rows;
  } catch (error) {
    if (isTooLarge(error) && !isLeast(window)) return null;
    throw error;
  }
}

const isLeast = (window: Interval): boolean => window.to - window.from <= day;

async function askGroups(
  { job }: Session,
  window: Interval,
  name: string | null,
): Promise<readonly WireAggregateGroup[]> {
  const endpoint = endpoints.conversationAggregates;
  const groupBy = name === null ? {} : { groupBy: [name] };
  const body = { interval: isoInterval(window), granularity: "P1D", metrics: [metric], ...groupBy };
  const answer = await job.genesys.ask(endpoint, { body, least: isLeast(window) }, job.signal);
  return (answer.results ?? []).map((item) => decode(aggregateGroup, item, { endpoint }));
}

/** By day and id. Genesys may split groups by more than was asked for; a day without any counts none of everything. */
function countDays(
  groups: readonly WireAggregateGroup[],
  window: Interval,
  name: string | null,
): ReadonlyMap<number, ReadonlyMap<string | null, number>> {
  const days = new Map<number, Map<string | null, number>>();
  if (name === null) for (let at = window.from; at < window.to; at += day) days.set(at, new Map([[null, 0]]));
  for (const { group, data } of groups) {
    const id = (name === null ? null : group?.[name]) ?? null;
    for (const { interval, metrics } of data ?? []) {
      const time = readTime(interval?.split("/")[0]);
      if (time === null) continue;
      const at = Math.floor(time / day) * day;
      const counts = days.get(at) ?? new Map<string | null, number>();
      days.set(at, counts);
      for (const one of metrics ?? [])
        if (one.metric === metric) counts.set(id, (counts.get(id) ?? 0) + (one.stats?.count ?? 0));
    }
  }
  return days;
}
