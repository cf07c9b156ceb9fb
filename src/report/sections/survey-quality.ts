import { ask, goodScore } from "../../metrics/index.ts";
import { defineSection } from "../define-section.ts";
import { type Correlation, correlationFigure, noCorrelation } from "../figures.ts";
import { block, numeric, table } from "../print/markdown-table.ts";
import { areFew, isFew, partOf } from "../protection/hide-few.ts";
import type { Context } from "../section.ts";
import { csat } from "./csat.ts";
import { volume } from "./volume.ts";

/** How often survey and evaluation agree. Satisfied: the survey's lead is in the top box; good: a total score from `score_from` on. */
export interface Quadrants {
  readonly score_from: number;
  readonly satisfied_good: number;
  readonly satisfied_poor: number;
  readonly unsatisfied_good: number;
  readonly unsatisfied_poor: number;
}

export interface QualityFigure {
  readonly by: "human" | "machine";
  readonly correlation: Correlation;
  /** Of the same pairs; null without any, or where it is withheld. */
  readonly quadrants: Quadrants | null;
  /** Pairs whose survey and evaluation have different agents: not in the correlation. */
  readonly different_agents: number;
}

export interface SurveyQualityPart {
  readonly survey_quality: readonly QualityFigure[];
}

/** How surveys and the evaluations of the same interaction and agent correlate. */
export const surveyQuality = defineSection({
  key: "survey_quality",
  words: {
    en: {
      title: "Surveys compared with evaluations",
      evaluated: "evaluated",
      by: { human: "by people", machine: "by machines" },
      differentAgents: "different agents",
      note: "Same interaction and same agent. What is evaluated is not a random sample.",
    },
    de: {
      title: "Umfragen und Qualitätsbewertungen im Vergleich",
      evaluated: "bewertet",
      by: { human: "durch Menschen", machine: "durch Maschinen" },
      differentAgents: "andere Agenten",
      note: "Gleiche Interaktion, gleicher Agent. Was bewertet wird, ist keine Zufallsstichprobe.",
    },
  },
  async read({ reader, filter, signal }: Context): Promise<SurveyQualityPart> {
    const rows = await ask(reader, "survey-quality", { filter, signal });
    const figures = (["human", "machine"] as const).flatMap((by): QualityFigure[] => {
      const own = rows.filter(({ by_machine }) => by_machine === (by === "machine"));
      if (own.length === 0) return [];
      const same = own.find(({ same_agent }) => same_agent === true);
      const others = own.filter(({ same_agent }) => same_agent !== true).reduce((sum, { pairs }) => sum + pairs, 0);
      const correlation = same ? correlationFigure({ ...same, n: same.pairs }) : noCorrelation;
      return [{ by, correlation, quadrants: same ? quadrantsOf(same) : null, different_agents: others }];
    });
    return { survey_quality: figures };
  },
  protect: {
    async survey_quality(all, context) {
      const answered = (await context.part(csat)).csat.n ?? 0;
      const evaluated = (await context.part(volume)).evaluations ?? 0;
      const satisfied = partOf((await context.part(csat)).csat);
      return all
        .filter(
          ({ correlation: { n }, different_agents }) =>
            !areFew(answered, n ?? 0) && !areFew(evaluated, n ?? 0) && !isFew(different_agents),
        )
        .map((one) => ({ ...one, quadrants: protectQuadrants(one.quadrants, { answered, satisfied }) }));
    },
  },
  finish: (part, { only }) => (only === null ? part : { survey_quality: [] }),
  markdown({ survey_quality: all }, { words, phrases: { texts, formats, correlation } }) {
    const rows = all.map((one) => [
      words.by[one.by],
      correlation(one.correlation),
      formats.count(one.different_agents),
    ]);
    const headings = [words.evaluated, ...numeric(texts.correlation, words.differentAgents)];
    return block(words.title, table(headings, rows), words.note);
  },
});

const quadrantsOf = ({ satisfied_good, satisfied_poor, unsatisfied_good, unsatisfied_poor }: Counts): Quadrants => ({
  ...{ score_from: goodScore, satisfied_good, satisfied_poor, unsatisfied_good, unsatisfied_poor },
});

type Counts = Omit<Quadrants, "score_from">;

/** Withheld where a quadrant is few, or where those who were satisfied and not evaluated are: that would follow. */
function protectQuadrants(
  quadrants: Quadrants | null,
  { answered, satisfied }: { readonly answered: number; readonly satisfied: number },
): Quadrants | null {
  if (quadrants === null) return null;
  const { satisfied_good, satisfied_poor, unsatisfied_good, unsatisfied_poor } = quadrants;
  const isWithheld =
    [satisfied_good, satisfied_poor, unsatisfied_good, unsatisfied_poor].some(isFew) ||
    areFew(satisfied, satisfied_good + satisfied_poor) ||
    areFew(answered - satisfied, unsatisfied_good + unsatisfied_poor);
  return isWithheld ? null : quadrants;
}
