import {
  ask,
  bands,
  designEffect,
  type Filter,
  type Grouping,
  groupedBy,
  shrink,
  standardise,
} from "../../metrics/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import type { Figure, GroupFigures } from "../document.ts";
import { type QuestionVersion, wordings } from "./questions.ts";

/** How an agent or a queue stands beside what its own mix of work leads to expect. */
export type Standing = Pick<GroupFigures, "expected" | "shrunk" | "band">;

export const noStanding: Standing = { expected: null, shrunk: null, band: null };

const readCells = (reader: Reader, filter: Filter, signal?: AbortSignal) => ask(reader, "cells", { filter, signal });
type CellRow = Awaited<ReturnType<typeof readCells>>[number];

/**
 * By the id of the agent or queue; empty for anything else, and where a rule shares responses out: a part of an answer
 * stands for nobody.
 */
export async function readStandings(
  reader: Reader,
  filter: Filter,
  by: Grouping,
  points: number | null,
  versions: readonly QuestionVersion[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, Standing>> {
  if ((by !== "agent" && by !== "queue") || filter.rule === "all") return new Map();
  const rows = (await readCells(reader, filter, signal)).filter((row) => points === null || row.points === points);
  const wordingOf = wordings(versions);
  const cells = rows.flatMap((row) => {
    const unit = by === "agent" ? row.agent_id : row.queue_id;
    const stratum = JSON.stringify([...mixOf(row, by), wordingOf.get(row.version_id)]);
    return unit === null ? [] : [{ unit, stratum, favourable: row.favourable, n: row.answers }];
  });
  const units = standardise(together(cells));
  const bandOf = bands(units);
  const shrunk = shrink(units);
  return new Map(
    units.map(({ unit, expected, compared }, index): [string, Standing] => {
      const own = shrunk.weight === null ? null : (shrunk.shares[index] ?? null);
      const shown: Figure | null = own && {
        value: own.share,
        n: compared,
        low: own.bounds.low,
        high: own.bounds.high,
      };
      return [unit, { expected, shrunk: shown, band: bandOf[index] ?? null }];
    }),
  );
}

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
  const agents = [...groupedBy(rows, ({ agent_id }) => agent_id).values()].map((own) => ({
    favourable: own.reduce((sum, { favourable }) => sum + favourable, 0),
    n: own.reduce((sum, { answers }) => sum + answers, 0),
  }));
  return designEffect(agents)?.effect ?? null;
}
