import { ask, type Filter, type Grouping, groupedBy } from "../../metrics/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import { defineSection } from "../define-section.ts";
import { type Figure, hiddenFigure, isThere, leftOut, noFigure } from "../figures.ts";
import { isFew } from "../protection/hide-few.ts";
import { asksCustomers } from "../scores.ts";
import type { Context } from "../section.ts";
import { type IndexRow, meanOfRows } from "../whole-survey-means.ts";
import { about } from "./about.ts";
import { volume } from "./volume.ts";

/** The scores of evaluations: people's and machines' are two figures. */
export interface EvaluatorFigures {
  /** What people judged. */
  readonly evaluator_csat: Figure;
  /** What machines judged, which is no measure of the same. */
  readonly machine_csat: Figure;
}

export const noEvaluators: EvaluatorFigures = { evaluator_csat: noFigure, machine_csat: noFigure };

/** What was judged in quality evaluations. */
export const evaluations = defineSection({
  key: "evaluations",
  words: { en: {}, de: {} },
  read: async (context: Context): Promise<EvaluatorFigures> => evaluatorFigures(await context.indices()),
  protect: {
    evaluator_csat: async (one, context) => (one.n !== 0 && (await areFewEvaluations(context)) ? hiddenFigure : one),
    machine_csat: async (one, context) => (one.n !== 0 && (await areFewEvaluations(context)) ? hiddenFigure : one),
  },
  finish: (part, { only }) => (only === null ? part : { evaluator_csat: leftOut, machine_csat: leftOut }),
  rows({ evaluator_csat: people, machine_csat: machines }, { phrases, of }) {
    const { texts, unit } = phrases;
    const asked = asksCustomers(of(about).filter);
    return [
      ...(isThere(people) || (!asked && !isThere(machines))
        ? [{ label: texts.evaluatorCsat, value: unit(people) }]
        : []),
      ...(isThere(machines) ? [{ label: texts.machineCsat, value: unit(machines) }] : []),
    ];
  },
});

/** Evaluations are judged by people, by machines, or not at all: of two kinds and the whole follows the third. */
export async function areFewEvaluations(context: Context): Promise<boolean> {
  const { evaluator_csat: people, machine_csat: machines } = await context.part(evaluations);
  const all = (await context.part(volume)).evaluations ?? 0;
  return [people.n, machines.n, all - (people.n ?? 0) - (machines.n ?? 0)].some(isFew);
}

/** The evaluations of each group that has any; none for single questions, nor for responses that their score chose. */
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
    evaluator_csat: meanOfRows(by(false), "evaluator", [0, 1]),
    machine_csat: meanOfRows(by(true), "evaluator", [0, 1]),
  };
}
