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
import type { Figure } from "../figures.ts";
import { counted, wordings } from "../question-versions.ts";
import { aboutQuestions } from "../scores.ts";
import type { Context } from "../section.ts";
import { type Benchmark, noBenchmark } from "./group-figures.ts";

const readCells = (reader: Reader, filter: Filter, signal?: AbortSignal) =>
  ask(reader, "cells", { filter, parameters: aboutQuestions(filter), signal });
type CellRow = Awaited<ReturnType<typeof readCells>>[number];

/**
 * The benchmark of each agent or queue, by id; one without a place there has `noBenchmark`, or under the rule that shares
 * responses out the reason: a part of an answer is nobody's alone.
 */
export async function readBenchmarks(context: Context, by: Grouping): Promise<(id: string | null) => Benchmark> {
  const { reader, filter, minEffect, signal } = context;
  if (by !== "agent" && by !== "queue") return () => noBenchmark;
  if (filter.rule === "all") return () => ({ ...noBenchmark, band_reason: "shared" });
  const [points, versions] = [await context.points(), await context.versions()];
  const rows = (await readCells(reader, filter, signal)).filter((row) => points === null || row.points === points);
  const wordingOf = wordings(counted(versions, filter));
  const cells = rows.flatMap((row) => {
    const unit = by === "agent" ? row.agent_id : row.queue_id;
    const stratum = JSON.stringify([...mixOf(row, by), wordingOf.get(row.version_id)]);
    return unit === null ? [] : [{ unit, stratum, favourable: row.favourable, n: row.answers }];
  });
  const units = standardise(merged(cells));
  const clusterings = by === "agent" ? null : betweenAgents(agentsOf(rows));
  const clusteringOf = (unit: string): Clustering | null =>
    clusterings === null ? unclustered : (clusterings.get(unit) ?? null);
  const bandOf = bands(units, minEffect, clusteringOf);
  const shrunk = shrink(units).shares;
  const benchmarks = new Map(
    units.map((unit, index): [string, Benchmark] => {
      const own = shrunk?.[index] ?? null;
      const shown: Figure | null = own && { value: own.share, n: unit.compared, ...own.bounds };
      const band = bandOf[index] ?? null;
      const reason = band === null ? reasonOf(unit) : null;
      return [unit.unit, { expected: unit.expected, shrunk: shown, band, band_reason: reason }];
    }),
  );
  return (id) => (id !== null && benchmarks.get(id)) || noBenchmark;
}

const reasonOf = ({ expected }: Standardised): Benchmark["band_reason"] => (expected === null ? "peers" : "agents");

/** The answers of each queue's agents. */
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
function merged(cells: readonly Cell[]): readonly Cell[] {
  return [...groupedBy(cells, ({ unit, stratum }) => JSON.stringify([unit, stratum])).values()].flatMap((same) => {
    const [first] = same;
    const add = (pick: (cell: Cell) => number): number => same.reduce((sum, cell) => sum + pick(cell), 0);
    return first ? [{ ...first, favourable: add((cell) => cell.favourable), n: add(({ n }) => n) }] : [];
  });
}

/** How much the headline's interval grows since answers to one agent are alike. */
export async function readDesignEffect(context: Context): Promise<number | null> {
  const { reader, filter, signal } = context;
  if (filter.rule === "all") return null;
  const points = await context.points();
  const rows = (await readCells(reader, filter, signal)).filter(
    (row) => (points === null || row.points === points) && row.agent_id !== null,
  );
  const agents = [...groupedBy(rows, ({ agent_id }) => agent_id).values()].map(totalOf);
  return designEffect(agents)?.effect ?? null;
}
