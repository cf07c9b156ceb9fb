import type { Interval } from "../../base/index.ts";
import {
  ask,
  type Family,
  type Filter,
  type Grouping,
  groupedBy,
  type Headline,
  headlineOf,
  isOverlapping,
  responseRateOf,
  smallestVisibleChange,
} from "../../metrics/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import type { GroupFigures } from "../document.ts";
import type { ReportRequest } from "../request.ts";
import { type Compared, compareShares, judge, type Obstacle } from "./changes.ts";
import { figure, noFigure, npsFigure } from "./figures.ts";
import type { Called } from "./names.ts";
import { readScores, withoutAnswers } from "./scores.ts";
import { noStanding, readStandings, type Standing } from "./standings.ts";

interface Asked {
  readonly reader: Reader;
  readonly request: ReportRequest;
  readonly filter: Filter & { readonly range: Interval };
  readonly compared: Interval | null;
  readonly obstacle: Obstacle;
  /** The length of scale that the headline has: groups are compared in one measure. */
  readonly points: number | null;
  readonly called: Called;
}

/** One row a group, the one with most answers first. */
export async function readGroups(asked: Asked, by: Grouping): Promise<readonly GroupFigures[]> {
  const { reader, request, filter, compared, points, called } = asked;
  const { minEffect = 0.02, signal } = request;
  const now = await readHeadlines(reader, filter, by, signal);
  const before = compared ? await readHeadlines(reader, { ...filter, range: compared }, by, signal) : null;
  const rates = await readRatesOf(reader, filter, by, signal);
  const standings = await readStandings(reader, filter, by, points, signal);
  // Where nobody answered there is no score, and a response rate all the same.
  const groups = [...new Set([...now.keys(), ...rates.keys()])]
    .map((id) => ({ id, headline: now.get(id) ?? headlineOf([]) }))
    .map(({ id, headline }) => ({ id, headline, family: familyOf(headline, points) }))
    .sort((a, b) => (b.family?.share.n ?? 0) - (a.family?.share.n ?? 0) || compare(a.id, b.id));
  const table = before === null ? null : groups.map(({ id, family }) => side(before.get(id), family, points));
  const changes = table === null ? null : judge(table, minEffect, asked.obstacle);
  return groups.map(({ id, headline, family }, index): GroupFigures => {
    const standing: Standing = (id !== null && standings.get(id)) || noStanding;
    const n = family?.worth ?? 0;
    return {
      id: by === "agent" ? called.agentId(id) : id,
      name: called.name(by, id),
      responses: family?.share.n ?? 0,
      csat: family ? figure(family.share) : noFigure,
      mean_satisfaction: family ? figure(family.mean) : noFigure,
      nps: npsFigure(headline.nps),
      response_rate: figure(responseRateOf(rates.get(id) ?? [])),
      change: changes?.[index] ?? null,
      ...standing,
      visible_change: n > 0 ? smallestVisibleChange(n, n, family?.share.value ?? 0.5) : null,
    };
  });
}

const familyOf = ({ csat }: Headline, points: number | null): Family | null =>
  (points === null ? csat[0] : csat.find((family) => family.points === points)) ?? null;

function side(before: Headline | undefined, family: Family | null, points: number | null): Compared {
  const own = before ? familyOf(before, points) : null;
  return compareShares(own, family, own ? figure(own.share) : noFigure);
}

async function readHeadlines(
  reader: Reader,
  filter: Filter,
  by: Grouping,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string | null, Headline>> {
  const rows = groupedBy(await readScores(reader, { filter, by, signal }), ({ group_id }) => group_id);
  return new Map([...rows].map(([id, own]) => [id, headlineOf(own)]));
}

/** A question has no surveys of its own to be answered or not. */
async function readRatesOf(reader: Reader, filter: Filter, by: Grouping, signal?: AbortSignal) {
  const rows =
    by === "question"
      ? []
      : await ask(reader, "funnel", { filter: withoutAnswers(filter), basis: "ended", by, signal });
  return groupedBy(rows, ({ group_id }) => group_id);
}

const compare = (a: string | null, b: string | null): number => ((a ?? "") < (b ?? "") ? -1 : 1);

/** Whether one response may be in several groups: by what they are, or since the rule shares it out. */
export const overlaps = (by: Grouping, { rule = "genesys" }: Filter): boolean =>
  isOverlapping(by) || (rule === "all" && (by === "agent" || by === "queue"));
