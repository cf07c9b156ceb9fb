import {
  ask,
  bands,
  betweenAgents,
  type Clustering,
  designEffect,
  type Filter,
  type Grouping,
  groupedBy,
  type Standardised,
  shrink,
  standardise,
  unclustered,
} from "../../metrics/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import type { Figure, GroupFigures } from "../document.ts";
import { counted, type QuestionVersion, wordings } from "./questions.ts";
import { aboutQuestions } from "./scores.ts";

/** How an agent or a queue stands beside what its own mix of work leads to expect. */
export type Standing = Pick<GroupFigures, "expected" | "shrunk" | "band" | "band_reason">;

export const noStanding: Standing = { expected: null, shrunk: null, band: null, band_reason: null };

interface Asked {
  readonly filter: Filter;
  readonly by: Grouping;
  readonly points: number | null;
  readonly versions: readonly QuestionVersion[];
  /** The least difference that sets a unit apart. */
  readonly minEffect: number;
  readonly signal?: AbortSignal | undefined;
}

const readCells = (reader: Reader, filter: Filter, signal?: AbortSignal) =>
  ask(reader, "cells", { filter, parameters: aboutQuestions(filter), signal });
type CellRow = Awaited<ReturnType<typeof readCells>>[number];

/**
 * How units stand, by the id of the agent or queue; one without a place there has `noStanding`, or under the rule that shares
 * responses out the reason: a part of an answer stands for nobody.
 */
export async function readStandings(
  reader: Reader,
  { filter, by, points, versions, minEffect, signal }: Asked,
): Promise<(id: string | null) => Standing> {
  if (by !== "agent" && by !== "queue") return () => noStanding;
  if (filter.rule === "all") return () => ({ ...noStanding, band_reason: "shared" });
  const rows = (await readCells(reader, filter, signal)).filter((row) => points === null || row.points === points);
  const wordingOf = wordings(counted(versions, filter));
  const cells = rows.flatMap((row) => {
    const unit = by === "agent" ? row.agent_id : row.queue_id;
    const stratum = JSON.stringify([...mixOf(row, by), wordingOf.get(row.version_id)]);
    return unit === null ? [] : [{ unit, stratum, favourable: row.favourable, n: row.answers }];
  });
  const units = standardise(together(cells));
  const clusterings = by === "agent" ? null : betweenAgents(agentsOf(rows));
  const clusteringOf = (unit: string): Clustering | null =>
    clusterings === null ? unclustered : (clusterings.get(unit) ?? null);
  const bandOf = bands(units, minEffect, clusteringOf);
  const shrunk = shrink(units).shares;
  const standings = new Map(
    units.map((unit, index): [string, Standing] => {
      const own = shrunk?.[index] ?? null;
      const shown: Figure | null = own && { value: own.share, n: unit.compared, ...own.bounds };
      const band = bandOf[index] ?? null;
      const reason = band === null ? reasonOf(unit) : null;
      return [unit.unit, { expected: unit.expected, shrunk: shown, band, band_reason: reason }];
    }),
  );
  return (id) => (id !== null && standings.get(id)) || noStanding;
}

const reasonOf = ({ expected }: Standardised): Standing["band_reason"] => (expected === null ? "peers" : "agents");

/** What each queue's agents were answered there. */
function agentsOf(rows: readonly CellRow[]) {
  const queues = groupedBy(
    rows.filter(({ queue_id }) => queue_id !== null),
    ({ queue_id }) => queue_id ?? "",
  );
  return new Map(
    [...queues].map(([queue, own]) => [
      queue,
      [...groupedBy(own, ({ agent_id }) => agent_id)].map(([agent, same]) => ({ agent, ...totalOf(same) })),
    ]),
  );
}

const totalOf = (rows: readonly CellRow[]) => ({
  favourable: rows.reduce((sum, { favourable }) => sum + favourable, 0),
  n: rows.reduce((sum, { answers }) => sum + answers, 0),
});

/**
 * Within which answers are alike but for who gave service, where they were given to one wording; a queue is not compared
 * within itself.
 */
const mixOf = ({ queue_id, media_type, form_id }: CellRow, by: "agent" | "queue"): readonly (string | null)[] =>
  by === "agent" ? [queue_id, media_type, form_id] : [media_type, form_id];

interface Cell {
  readonly unit: string;
  readonly stratum: string;
  readonly favourable: number;
  readonly n: number;
}

/** A queue's cells of several agents are one. */
function together(cells: readonly Cell[]): readonly Cell[] {
  return [...groupedBy(cells, ({ unit, stratum }) => JSON.stringify([unit, stratum])).values()].flatMap((same) => {
    const [first] = same;
    const add = (pick: (cell: Cell) => number): number => same.reduce((sum, cell) => sum + pick(cell), 0);
    return first ? [{ ...first, favourable: add((cell) => cell.favourable), n: add(({ n }) => n) }] : [];
  });
}

/** How much the headline's interval grows since answers to one agent are alike. */
export async function readDesignEffect(
  reader: Reader,
  filter: Filter,
  points: number | null,
  signal?: AbortSignal,
): Promise<number | null> {
  if (filter.rule === "all") return null;
  const rows = (await readCells(reader, filter, signal)).filter(
    (row) => (points === null || row.points === points) && row.agent_id !== null,
  );
  const agents = [...groupedBy(rows, ({ agent_id }) => agent_id).values()].map(totalOf);
  return designEffect(agents)?.effect ?? null;
}
