import { DateTime } from "luxon";
import { hour, type Interval } from "../../base/index.ts";
import type { Source } from "../../collect/index.ts";
import { gaps, merge } from "../sweeps/coverage.ts";

/** The facts that decide how complete a warehouse is. Times are milliseconds since 1970 UTC. */
export interface Known {
  /** From when on things are to be known; null where nothing was asked for yet. */
  readonly since: number | null;
  readonly now: number;
  /** The windows read of each source; a source that was never read has none. */
  readonly covered: Readonly<Record<Source, readonly Interval[]>>;
  /** Responses that are stored and whose rows have still to be derived, for the first time or again. */
  readonly underived: number;
  /** Answered responses whose answers could not be read yet. */
  readonly missing: number;
  readonly open: number;
  readonly neverSettled: number;
  /** The last comparison with Genesys' own counts; null where there was none. */
  readonly compared: Compared | null;
}

interface Compared {
  readonly at: number;
  /** The start of what was compared. */
  readonly from: number;
  readonly lost: number;
  /** Whether all of it could be compared, and nothing is lost. */
  readonly complete: boolean;
}

export interface Completeness {
  /** Everything from `since` to here has been read, of every source that was read at all; null where its start was not. */
  readonly completeTo: number | null;
  /** The gaps before the end of the read windows. */
  readonly gaps: readonly Interval[];
  /** For the foot of a chart. */
  readonly sentence: string;
}

/** Further apart than this, two sources are not one time behind. */
const maxSourceLag = hour;
/** More gaps than these would hide the point of the sentence. */
const maxGapsShown = 2;

/** How complete a warehouse is, its times written in `timeZone` (an IANA name). */
export function judge(known: Known, timeZone: string): Completeness {
  const { since, now, covered } = known;
  const sources = (["surveys", "evaluations"] as const).filter((source) => covered[source].length > 0);
  if (since === null || sources.length === 0) {
    return { completeTo: null, gaps: [], sentence: "nothing has been read yet" };
  }
  const wanted = { from: since, to: now };
  const unread = merge(sources.flatMap((source) => gaps(covered[source], wanted)));
  const last = unread.at(-1);
  const end = last?.to === now ? last.from : now;
  const inner = unread.filter(({ from }) => from < end);
  const at = (time: number): string => formatTime(time, now, timeZone);
  return {
    completeTo: unread[0]?.from === since ? null : (unread[0]?.from ?? now),
    gaps: inner,
    sentence: [
      ...formatRead(since, inner, end, at),
      ...formatSources(known, sources, end, at),
      ...formatUnderived(known),
      ...formatMissing(known),
      ...formatOpen(known),
      ...formatCompared(known, timeZone),
    ].join("; "),
  };
}

type At = (time: number) => string;

function formatRead(since: number, inner: readonly Interval[], end: number, at: At): string[] {
  if (end <= since) return ["nothing has been read yet of both sources alike"];
  if (inner.length === 0) return [`complete to ${at(end)}`];
  const stretches = inner.slice(-maxGapsShown).map(({ from, to }) => `from ${at(from)} to ${at(to)}`);
  const more = inner.length > maxGapsShown ? `, and ${inner.length - maxGapsShown} more before that,` : "";
  return [`${stretches.join(" and ")}${more} not read yet`, `the rest complete to ${at(end)}`];
}

/** A source that was never read, and one that is ahead of the other. */
function formatSources({ covered }: Known, sources: readonly Source[], end: number, at: At): string[] {
  return (["surveys", "evaluations"] as const).flatMap((source) => {
    if (!sources.includes(source)) return [`${source} not read`];
    const own = merge(covered[source]).at(-1)?.to ?? 0;
    return own - end > maxSourceLag ? [`${source} to ${at(own)}`] : [];
  });
}

/** While a rebuild is under way, or where one was stopped, rows are missing of windows that were read long ago. */
const formatUnderived = ({ underived }: Known): string[] =>
  underived === 0 ? [] : [`${underived} ${underived === 1 ? "response" : "responses"} still to be derived`];

const formatMissing = ({ missing }: Known): string[] =>
  missing === 0 ? [] : [`answers of ${missing} ${missing === 1 ? "response" : "responses"} missing`];

function formatOpen({ covered, underived, open, neverSettled }: Known): string[] {
  if (covered.surveys.length === 0) return [];
  const still = open === 0 ? "no survey open" : `${open} ${open === 1 ? "survey" : "surveys"} still open`;
  // Rows show which are open: "none is open" is not certain while rows are missing.
  const known = open > 0 || underived === 0 ? [still] : [];
  return neverSettled === 0 ? known : [...known, `${neverSettled} never settled`];
}

/** By the last comparison: what was lost then may have been read since, and the next one shows it. */
function formatCompared({ since: start, compared, now }: Known, timeZone: string): string[] {
  if (compared === null) return [];
  const { at, from, lost, complete } = compared;
  const time = (one: number): string => formatTime(one, now, timeZone);
  // Its first hour or two is never compared.
  const since = from - (start ?? from) > maxSourceLag * 2 ? `, since ${time(from)}` : "";
  if (lost === 0 && !complete) return [`compared only in part with Genesys' own counts on ${time(at)}`];
  const things = lost === 0 ? "nothing" : `${lost} ${lost === 1 ? "response" : "responses"}`;
  return [`${things} lost by Genesys' own counts on ${time(at)}${since}`];
}

/** `21 Nov 06:00`; with its year where that is another one than now. English on every machine. */
function formatTime(time: number, now: number, timeZone: string): string {
  const [then, today] = [time, now].map((one) => DateTime.fromMillis(one, { zone: timeZone, locale: "en-US" }));
  return then?.toFormat(then.year === today?.year ? "d MMM HH:mm" : "d MMM yyyy HH:mm") ?? "";
}
