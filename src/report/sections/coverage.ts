import { day, type Interval, isoTime } from "../../base/index.ts";
import { ask, coverageOf, type Filter, type Grouping, groupedBy, wholeDays } from "../../metrics/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import type { CoverageFigure, GroupCoverage } from "../document.ts";
import { asksCustomers } from "./rates.ts";

type Ranged = Filter & { readonly range: Interval };

/** Surveys created for each interaction that an agent handled. */
export async function readCoverage(reader: Reader, filter: Ranged, signal?: AbortSignal): Promise<CoverageFigure> {
  const chosen = chosenOf(filter);
  const count = chosen && (await readCount(reader, filter.range, signal));
  if (chosen === null || count === null) return { value: null, surveys: null, handled: null, from: null, to: null };
  const { days } = count;
  const created = await ask(reader, "funnel", { filter: { ...filter, range: days }, basis: "ended", signal });
  const isChosen = await choice(reader, chosen, signal);
  const own = count.rows.filter(({ dimension, group_id }) => dimension === chosen.dimension && isChosen(group_id));
  return { ...coverageOf(created, own), from: isoTime(days.from), to: isoTime(days.to) };
}

/**
 * The same of each queue, agent or medium, those with handled interactions and no survey among them; empty where it cannot be
 * known. What belongs to nobody known has nobody's interactions to be compared with.
 */
export async function readCoverageBy(
  reader: Reader,
  filter: Ranged,
  by: Grouping,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string | null, GroupCoverage>> {
  const chosen = chosenOf(filter);
  const isCounted = chosen !== null && dimensions.some((dimension) => dimension === by);
  if (!isCounted || (chosen.dimension !== "all" && chosen.dimension !== by)) return new Map();
  const count = await readCount(reader, filter.range, signal);
  if (count === null || count.rows.length === 0) return new Map();
  const created = await ask(reader, "funnel", {
    ...{ filter: { ...filter, range: count.days }, basis: "ended", by, signal },
  });
  const isChosen = await choice(reader, chosen, signal);
  const own = count.rows.filter(({ dimension, group_id }) => dimension === by && isChosen(group_id));
  const [surveys, handled] = [
    groupedBy(created, ({ group_id }) => group_id),
    groupedBy(own, ({ group_id }) => group_id),
  ];
  const ids = [...new Set([...surveys.keys(), ...handled.keys()])].filter((id) => id !== null);
  return new Map(ids.map((id) => [id, coverageOf(surveys.get(id) ?? [], handled.get(id) ?? [])]));
}

/** What Genesys counts by. */
const dimensions = ["queue", "agent", "media"] as const;

interface Chosen {
  readonly dimension: "all" | (typeof dimensions)[number];
  /** Names and ids. */
  readonly wanted: readonly string[];
}

/**
 * The one dimension of Genesys' count that a filter chooses by; null where it is none, or several: any other choice of
 * responses has nothing to be compared with.
 */
function chosenOf(filter: Filter): Chosen | null {
  const { queues = [], agents = [], media = [] } = filter;
  const others = [filter.teams, filter.divisions, filter.forms, filter.questions].some(
    (list) => (list ?? []).length > 0,
  );
  if (!asksCustomers(filter)) return null;
  if (others || filter.scores || filter.linked !== undefined || (filter.rule ?? "genesys") !== "genesys") return null;
  const lists = { queue: queues, agent: agents, media };
  const [first, ...more] = dimensions.filter((dimension) => lists[dimension].length > 0);
  if (first === undefined) return { dimension: "all", wanted: [] };
  return more.length === 0 ? { dimension: first, wanted: lists[first] } : null;
}

/** Tells what of a dimension was chosen. */
async function choice(reader: Reader, { dimension, wanted }: Chosen, signal?: AbortSignal) {
  if (dimension === "all") return () => true;
  const words = new Set(wanted.map((word) => word.toLowerCase()));
  const named = await ask(reader, "names", { signal });
  for (const { kind, id, name } of named)
    if (kind === dimension && id !== null && words.has(name?.toLowerCase() ?? "")) words.add(id.toLowerCase());
  return (id: string | null): boolean => words.has(id?.toLowerCase() ?? "");
}

/**
 * What agents handled, on those whole days of the range that were read; no rows where a day between was not, or none was. Null
 * where the range has no whole day.
 */
async function readCount(reader: Reader, range: Interval, signal?: AbortSignal) {
  const days = wholeDays(range);
  if (days === null) return null;
  const parameters = { handled_from: isoTime(days.from), handled_to: isoTime(days.to) };
  const rows = await ask(reader, "handled", { parameters, signal });
  const all = rows.find(({ dimension }) => dimension === "all");
  if (!all || all.first_day === null || all.last_day === null) return { days, rows: [] };
  const read = { from: Date.parse(all.first_day), to: Date.parse(all.last_day) + day };
  return all.days === (read.to - read.from) / day ? { days: read, rows } : { days, rows: [] };
}
