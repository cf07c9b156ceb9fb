import type { Interval } from "../../base/index.ts";
import { endpoints, type WireAggregateGroup } from "../../genesys/index.ts";
import { countEvents, countOf, type EventQuery, eventParts, total } from "../events.ts";
import type { FetchContext } from "../fetch-context.ts";
import { isPartial } from "../findings.ts";

/** The answers of one survey, as groups of aggregates give them. */
export interface GroupedAnswers {
  /** By question id; the id of an option is null for an answer that was not chosen from options. */
  readonly answers: ReadonlyMap<string, { readonly answerId: string | null; readonly score: number | null }>;
  /** 0 to 10; null where none is given. */
  readonly recommendation: number | null;
}

/** By survey id. */
export type AnswersBySurvey = ReadonlyMap<string, GroupedAnswers>;

/** Why the groups cannot be used: for good, or this time. */
export interface Unusable {
  readonly unusable: string;
  readonly forGood: boolean;
}

/** Groups in one answer: of 20,000, as large as 5,000 surveys with all their dimensions, reading took 150 ms. */
const maxGroups = 20_000;

/** The requests for so many groups of one window: usually, and at most. */
export function groupRequests(groups: number): { readonly usual: number; readonly most: number } {
  const answers = Math.ceil(groups / maxGroups);
  // Windows with too many groups are counted again by halves.
  return { usual: answers <= 1 ? 2 : 3 * answers, most: 1 + 2 * answers };
}

const byQuestion: EventQuery = {
  endpoint: endpoints.surveyAggregates,
  things: "answers to questions of surveys",
  metrics: ["nSurveyQuestionResponses", "oSurveyQuestionScore"],
  groupBy: ["surveyId", "surveyFormId", "surveyQuestionId", "surveyAnswerId"],
  checked: ["nSurveyQuestionResponses"],
  maxCount: maxGroups,
};

const byRecommendation: EventQuery = {
  endpoint: endpoints.surveyAggregates,
  things: "recommendations of surveys",
  metrics: ["nSurveyNpsResponses"],
  groupBy: ["surveyId", "surveyPromoterScore"],
  checked: ["nSurveyNpsResponses"],
  maxCount: maxGroups,
};

const costsMore = "Reading them one by one costs less.";

interface Wanted {
  /** Form versions whose surveys are asked for. */
  readonly formIds: readonly string[];
  readonly recommendations: boolean;
  /** Requests that it may cost; where the counts show that it costs more, nothing is read. */
  readonly maxRequests: number;
}

/**
 * The answers to all surveys of these form versions that were answered in the windows, some hundred in one request. A total
 * that does not add up, and a refusal of the query itself, say that they cannot be had this way.
 */
export async function readGroupedAnswers(
  context: FetchContext,
  windows: readonly Interval[],
  { formIds, recommendations, maxRequests }: Wanted,
): Promise<AnswersBySurvey | Unusable> {
  const predicates = formIds.map((value) => ({ type: "dimension", dimension: "surveyFormId", value }));
  const filter = { type: "or", predicates };
  const surveys = createCollected();
  // Each count, and the groups of one window of each query: where not even that may be spent, nothing is counted.
  if ((recommendations ? 2 : 1) * (windows.length - 1 + groupRequests(1).most) > maxRequests)
    return { unusable: costsMore, forGood: false };
  let requests = 0;
  const read = async (query: EventQuery, add: (group: WireAggregateGroup) => void): Promise<Unusable | null> => {
    for (const window of windows) {
      const counted = await countEvents(context, window, query);
      if (counted instanceof Error) throw counted;
      requests += groupRequests(total(counted, query.metrics.slice(0, 1))).most;
      if (requests > maxRequests) return { unusable: costsMore, forGood: false };
      const problems: string[] = [];
      const reading = withoutGaps(context, problems);
      for await (const groups of eventParts(reading, [window], query, counted)) for (const group of groups) add(group);
      const [problem] = problems;
      if (problem !== undefined) return { unusable: problem, forGood: true };
    }
    return null;
  };
  try {
    const unusable =
      (await read({ ...byQuestion, filter }, surveys.addAnswer)) ??
      (recommendations ? await read({ ...byRecommendation, filter }, surveys.addRecommendation) : null);
    return unusable ?? surveys.bySurvey();
  } catch (error) {
    if (!isPartial(error)) throw error;
    const status = "status" in error ? Number(error.status) : 0;
    return { unusable: error.message, forGood: status >= 400 && status < 500 && status !== 408 };
  }
}

/** What these groups lack is read one by one: no stretch of time stays open for it. */
const withoutGaps = (context: FetchContext, problems: string[]): FetchContext => ({
  ...context,
  findings: { ...context.findings, leaveOpen: (_, sentence) => void problems.push(sentence) },
});

interface Collected {
  readonly answers: Map<string, { answerId: string | null; score: number | null }>;
  recommendation: number | null;
  /** Whether two options of one question, or two recommendations, are named: which one stands is not known. */
  ambiguous: boolean;
}

function createCollected() {
  const surveys = new Map<string, Collected>();
  const of = (id: string): Collected => {
    const known = surveys.get(id);
    if (known) return known;
    const made: Collected = { answers: new Map(), recommendation: null, ambiguous: false };
    surveys.set(id, made);
    return made;
  };
  return {
    addAnswer(group: WireAggregateGroup): void {
      const { surveyId, surveyQuestionId, surveyAnswerId } = group.group ?? {};
      if (!surveyId || !surveyQuestionId || countOf(group, "nSurveyQuestionResponses") === 0) return;
      const survey = of(surveyId);
      const answerId = surveyAnswerId || null;
      const before = survey.answers.get(surveyQuestionId);
      if (before && before.answerId !== answerId) survey.ambiguous = true;
      survey.answers.set(surveyQuestionId, { answerId, score: scoreOf(group) });
    },
    addRecommendation(group: WireAggregateGroup): void {
      const { surveyId, surveyPromoterScore } = group.group ?? {};
      if (!surveyId || !surveyPromoterScore || countOf(group, "nSurveyNpsResponses") === 0) return;
      const survey = of(surveyId);
      const recommendation = Number(surveyPromoterScore);
      const isScore = Number.isInteger(recommendation) && recommendation >= 0 && recommendation <= 10;
      if (!isScore || (survey.recommendation !== null && survey.recommendation !== recommendation))
        survey.ambiguous = true;
      else survey.recommendation = recommendation;
    },
    bySurvey: (): AnswersBySurvey => new Map([...surveys].filter(([, { ambiguous }]) => !ambiguous)),
  };
}

/** The value of the chosen option; null where several answers are added up in one group. */
function scoreOf({ data }: WireAggregateGroup): number | null {
  for (const { metrics } of data ?? []) {
    for (const { metric, stats } of metrics ?? [])
      if (metric === "oSurveyQuestionScore" && stats?.count === 1) return stats.sum ?? null;
  }
  return null;
}
