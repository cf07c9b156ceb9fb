import {
  ask,
  type catalogue,
  effectiveN,
  type Filter,
  type Grouping,
  groupedBy,
  type MeanScale,
  meanOf,
  type RowOf,
  sampleOf,
  scoreOn,
} from "../../metrics/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import type { Figure, ReportDocument } from "../document.ts";
import { figure, noFigure } from "./figures.ts";

type IndexRow = RowOf<(typeof catalogue)["indices"]["columns"]>;

/** What evaluations say: what people judged and what machines did are two figures. */
export type EvaluatorFigures = Pick<ReportDocument, "evaluator_csat" | "machine_csat">;

export const noEvaluators: EvaluatorFigures = { evaluator_csat: noFigure, machine_csat: noFigure };

/** Means over whole responses: of all csat questions, of what people judged and what machines did, of Genesys' own score. */
export async function readIndices(
  reader: Reader,
  filter: Filter,
  signal?: AbortSignal,
): Promise<Pick<ReportDocument, "csat_index" | "evaluator_csat" | "machine_csat" | "genesys_score">> {
  const rows = await ask(reader, "indices", { filter, signal });
  const surveys = rows.filter(({ source }) => source === "survey");
  return {
    csat_index: mean(surveys, "index", scoreOn([0, 1])),
    ...evaluatorFigures(rows),
    genesys_score: mean(surveys, "total", scoreOn([0, 100])),
  };
}

/** What was judged of each group of which anything was; of single questions nothing is told, nor of what scores choose. */
export async function readEvaluatorsBy(
  reader: Reader,
  filter: Filter,
  by: Grouping,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string | null, EvaluatorFigures>> {
  const asked = by !== "question" && !filter.scores && (filter.questions ?? []).length === 0;
  const rows = !asked ? [] : await ask(reader, "indices", { filter, by, signal });
  const judged = rows.filter(({ evaluator_answers }) => evaluator_answers > 0);
  return new Map([...groupedBy(judged, ({ group_id }) => group_id)].map(([id, own]) => [id, evaluatorFigures(own)]));
}

function evaluatorFigures(rows: readonly IndexRow[]): EvaluatorFigures {
  const by = (machine: boolean): readonly IndexRow[] =>
    rows.filter(({ source, by_machine }) => source === "evaluation" && by_machine === machine);
  return {
    evaluator_csat: mean(by(false), "evaluator", scoreOn([0, 1])),
    machine_csat: mean(by(true), "evaluator", scoreOn([0, 1])),
  };
}

function mean(from: readonly IndexRow[], of: "index" | "evaluator" | "total", scale: MeanScale): Figure {
  const add = (column: keyof IndexRow): number => from.reduce((sum, row) => sum + Number(row[column] ?? 0), 0);
  const weight = add(`${of}_weight`);
  const worth = effectiveN(weight, add(`${of}_weight_squares`));
  const ends = from.flatMap((row) => [row[`${of}_low`], row[`${of}_high`]]).filter((end) => end !== null);
  const equal = ends.length > 0 && Math.min(...ends) === Math.max(...ends);
  const sample = sampleOf(add(`${of}_sum`), add(`${of}_squares`), weight, worth, equal);
  return figure(meanOf(sample, add(`${of}_answers`), scale));
}
