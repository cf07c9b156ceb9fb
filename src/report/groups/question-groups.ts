import { ask, type Filter, groupedBy, type Headline } from "../../metrics/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import { effortFigure, leftOut, leftOutNps, shareFigure } from "../figures.ts";
import { aboutQuestions } from "../scores.ts";
import type { GroupFigures, QuestionFigures } from "./group-figures.ts";

export interface QuestionGroups {
  readonly ids: readonly (string | null)[];
  /** The figures of a question, apart from its CSAT or NPS. */
  readonly figuresOf: (id: string | null, headline: Headline) => QuestionFigures | null;
}

export const noQuestions: QuestionGroups = { ids: [], figuresOf: () => null };

/** These have a number of their own; of the others, what was chosen is reported. */
const scored = new Set(["csat", "nps", "ces", "resolution"]);

/** Every question of any type that somebody answered, with how many did. */
export async function readQuestionGroups(
  reader: Reader,
  filter: Filter,
  signal?: AbortSignal,
): Promise<QuestionGroups> {
  const { any_about: any, about } = aboutQuestions(filter);
  const answered = groupedBy(
    (await ask(reader, "answered", { filter, signal })).filter(
      ({ question_id: id }) => any || about.includes(id?.toLowerCase() ?? ""),
    ),
    ({ question_id }) => question_id,
  );
  const chosen = groupedBy(await ask(reader, "distribution", { filter, signal }), ({ question_id }) => question_id);
  return {
    ids: [...answered.keys()],
    figuresOf(id, headline) {
      const rows = (answered.get(id) ?? []).toSorted((a, b) => b.answers - a.answers);
      if (rows.length === 0) return null;
      const n = rows.reduce((sum, { answers }) => sum + answers, 0);
      // Where the settings changed, the role under which most answers were read.
      const role = rows[0]?.role ?? "other";
      return {
        ...{ role, n },
        ces: role === "ces" ? effortFigure(headline.ces[0]) : null,
        resolution: role === "resolution" ? shareFigure(headline.resolution) : null,
        answers: scored.has(role) || !chosen.has(id) ? null : optionsOf(chosen.get(id) ?? [], n),
      };
    },
  };
}

interface Chosen {
  readonly value: number | null;
  readonly answer: string | null;
  readonly answers: number;
}

function optionsOf(rows: readonly Chosen[], n: number): NonNullable<QuestionFigures["answers"]> {
  return [...groupedBy(rows, ({ value }) => value)]
    .flatMap(([value, own]) => {
      const given = own.reduce((sum, { answers }) => sum + answers, 0);
      return value === null ? [] : [{ value, answer: own[0]?.answer ?? null, n: given, share: given / n }];
    })
    .sort((a, b) => a.value - b.value);
}

/** A question has the number of its own role, and none of any other. */
export function ofItsRole(group: GroupFigures): GroupFigures {
  const { question } = group;
  if (question === null) return group;
  const isCsat = question.role === "csat";
  return {
    ...group,
    responses: question.n,
    evaluator_csat: leftOut,
    machine_csat: leftOut,
    response_rate: leftOut,
    open: null,
    ...(isCsat ? {} : { csat: leftOut, mean_satisfaction: leftOut, points: null, change: null, visible_change: null }),
    ...(question.role === "nps" ? {} : { nps: leftOutNps }),
  };
}
