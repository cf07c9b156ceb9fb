import { type Interval, readTime } from "../../base/index.ts";
import { type AnsweredSurvey, contextOf, type Form, readSurveyAnswers, type SurveyTotals } from "../../csat/index.ts";
import { chunks } from "../batches.ts";
import type { Context } from "../context.ts";
import type { Keep } from "../fetch-context.ts";
import { analyticsDelay } from "../limits.ts";
import type { SurveyCandidate } from "../stubs.ts";
import { readSurveys, type SurveysRead } from "../surveys.ts";
import { bulkSurvey } from "./bulk-survey.ts";
import { compareSurveys } from "./compare-surveys.ts";
import { findContradicted, isDoubtful } from "./cross-checks.ts";
import { expectSpared, leastUnproven } from "./expect-spared.ts";
import { fillSample, sampleOf } from "./fill-sample.ts";
import { type Comparison, countsEveryText, type FormRoute } from "./form-routes.ts";
import { type AnswersBySurvey, type GroupedAnswers, readGroupedAnswers } from "./grouped-answers.ts";
import { heldTogether, releaseCompared } from "./hold-until-compared.ts";
import { takeInBulk } from "./take-in-bulk.ts";
import { isTextWanted } from "./wanted-texts.ts";

/** A survey whose form is known, and may be read in bulk. */
interface Eligible {
  readonly id: string;
  readonly candidate: SurveyCandidate;
  readonly form: Form;
}

/** The groups of surveys, and up to when analytics had heard of everything when they were asked for. */
interface Grouped {
  readonly answers: AnswersBySurvey;
  readonly heardUntil: number;
}

/** Groups are asked for where they cost at most one request for so many surveys. */
export const surveysPerRequest = 4;

/**
 * Reads the answers of surveys that were answered in these windows: in bulk where the form has proved that this gives the
 * same answers, else one by one. What groups leave open, and every survey in which something may have been written that is
 * wanted, is read one by one.
 */
export async function readSurveysByRoute(
  context: Context,
  candidates: readonly SurveyCandidate[],
  windows: readonly Interval[],
): Promise<SurveysRead> {
  const eligible = await chooseEligible(context, candidates);
  const grouped = eligible.length === 0 ? null : await askForGroups(context, eligible, windows);
  if (grouped === null) return readSurveys(context, candidates);
  await context.interactions.load(eligible.map(({ candidate }) => candidate.conversationId));
  await context.forms.decideLeads(
    "survey",
    eligible.map(({ form }) => form.id),
  );

  const surveys: AnsweredSurvey[] = [];
  const deleted = new Set<string>();
  const add = (read: SurveysRead): void => {
    surveys.push(...read.surveys);
    for (const id of read.deleted) deleted.add(id);
  };
  const readBothWays = async (some: readonly Eligible[]): Promise<void> => {
    for (const chunk of chunks(some, heldTogether)) add(await readAndCompare(context, chunk, grouped));
  };
  const isEligible = new Set(eligible.map(({ candidate }) => candidate));
  add(
    await readSurveys(
      context,
      candidates.filter((candidate) => !isEligible.has(candidate)),
    ),
  );
  const sample = sampleOf(eligible, ({ form }) => contextOf(form), context.routes.survey);
  await readBothWays(eligible.filter(({ id }) => sample.has(id)));
  const left = await fillSample(
    eligible.filter(({ id }) => !sample.has(id)),
    ({ form }) => contextOf(form),
    context.routes.survey,
    readBothWays,
  );
  const taken = await takeInBulk(left, (one) => takeSurvey(context, one, grouped), readBothWays);
  for (const [, survey] of taken) surveys.push(keepInBulk(context, survey));
  return { surveys, deleted };
}

/** The surveys that may be read in bulk. */
async function chooseEligible(context: Context, candidates: readonly SurveyCandidate[]): Promise<readonly Eligible[]> {
  const { forms, request, routes } = context;
  // Before any form is asked for: where nothing is read in bulk, nothing is asked for in another order.
  const least = routes.survey.anyProven() ? surveysPerRequest : leastUnproven;
  if (routes.survey.closed() !== null || candidates.length < least) return [];
  await forms.complete(
    "survey",
    [],
    candidates.map(({ formId }) => formId),
  );
  const eligible = candidates.flatMap((candidate): Eligible[] => {
    const form = forms.get(candidate.formId);
    if (!form || candidate.surveyId === null || candidate.conversationId === null) return [];
    const route = routes.survey.of(contextOf(form));
    if (route.route === "single") return [];
    const vain = request.texts === "all" ? whyInVain(form, route) : null;
    if (vain !== null) routes.survey.explain(contextOf(form), vain);
    return vain === null ? [{ id: candidate.surveyId, candidate, form }] : [];
  });
  return eligible;
}

/** Why groups spare no request while every text is wanted; null where they may. */
export function whyInVain({ questions }: Form, route: FormRoute): string | null {
  if (questions.some((question) => asksWhy(question, route)))
    return "Customers may explain their recommendation, and analytics does not count who did.";
  return route.uncounted && questions.some(({ type }) => type === "freeTextQuestion")
    ? "Customers may write, and analytics does not count every text."
    : null;
}

export const asksWhy = ({ type, asksWhy }: Form["questions"][number], { remarks }: FormRoute): boolean =>
  type === "npsQuestion" && (asksWhy || remarks);

/** The groups of these surveys; null where they cannot be used. */
async function askForGroups(
  context: Context,
  eligible: readonly Eligible[],
  windows: readonly Interval[],
): Promise<Grouped | null> {
  const heardUntil = context.clock.now() - analyticsDelay;
  const versions = [...new Map(eligible.map(({ form }) => [form.id, form])).values()];
  const spared = expectSpared(
    eligible.map(({ form }) => ({ form, surveys: 1 })),
    context.routes.survey.of,
    context.request.texts,
  );
  const grouped = await readGroupedAnswers(context, windows, {
    formIds: versions.map(({ id }) => id),
    recommendations: versions.some(({ questions }) => questions.some(({ type }) => type === "npsQuestion")),
    maxRequests: Math.floor(spared / surveysPerRequest),
  });
  if (grouped instanceof Map) return { answers: grouped, heardUntil };
  if ("unusable" in grouped && grouped.forGood) context.routes.survey.close(grouped.unusable);
  return null;
}

/** Reads these one by one, and keeps them once they were compared with their groups. */
async function readAndCompare(context: Context, some: readonly Eligible[], grouped: Grouped): Promise<SurveysRead> {
  const { keep, routes } = context;
  const held: Parameters<Keep>[] = [];
  const holding = keep ? { ...context, keep: (...document: Parameters<Keep>) => void held.push(document) } : context;
  const first = await readSurveys(
    holding,
    some.map(({ candidate }) => candidate),
  );
  const documents = new Map(first.surveys.map((survey) => [survey.id, survey]));
  const deleted = new Set(first.deleted);
  for (const one of some) {
    let comparison = compareOne(context, one, documents.get(one.id), grouped);
    // It may have changed, or another copy of it may have come: once more, before the form is doubted for good.
    if (comparison?.difference && routes.survey.of(contextOf(one.form)).route !== "single") {
      const again = await readSurveys({ ...holding, count: () => {} }, [one.candidate]);
      documents.delete(one.id);
      for (const survey of again.surveys) documents.set(survey.id, survey);
      for (const id of again.deleted) deleted.add(id);
      comparison = compareOne(context, one, documents.get(one.id), grouped);
    }
    if (comparison) routes.survey.compare(contextOf(one.form), one.form.name ?? one.form.id, comparison);
  }
  await releaseCompared(context, routes.survey, held, (document) => keep?.(...document));
  return { surveys: [...documents.values()], deleted };
}

/** Compares a survey that was read both ways; null where analytics may not have heard of all that its document has. */
function compareOne(
  context: Context,
  one: Eligible,
  document: AnsweredSurvey | undefined,
  grouped: Grouped,
): Comparison | null {
  if (!document || (readTime(document.completedDate) ?? 0) >= grouped.heardUntil) return null;
  const bulk = asBulk(context, one, grouped);
  return compareSurveys(one.form, document, bulk, grouped.answers.get(one.id), totalsOf(context, one));
}

/** Analytics' own row of the survey, in the details of its interaction. */
const totalsOf = ({ interactions }: Context, { id, candidate }: Eligible): SurveyTotals | undefined =>
  interactions.get(candidate.conversationId)?.facts.surveys.find(({ surveyId }) => surveyId === id);

/** The survey as the groups have it; null where they, or its interaction, leave something open. */
function asBulk(context: Context, one: Eligible, grouped: Grouped): AnsweredSurvey | null {
  const { id, candidate, form } = one;
  const answers = grouped.answers.get(id);
  const totals = totalsOf(context, one);
  if (!answers || !totals || totals.completed === null || totals.completed >= grouped.heardUntil) return null;
  return bulkSurvey(candidate, form, { ...totals, surveyId: id, completed: totals.completed }, answers);
}

/** The survey where nothing speaks against reading it in bulk. */
function takeSurvey(context: Context, one: Eligible, grouped: Grouped): AnsweredSurvey | null {
  const route = context.routes.survey.of(contextOf(one.form));
  const survey = route.route === "bulk" ? asBulk(context, one, grouped) : null;
  const totals = totalsOf(context, one);
  if (survey === null || !totals || isDoubtful("survey", findContradicted(one.form, survey, totals), route))
    return null;
  const mayHaveText = mayBeWritten(one.form, route, grouped.answers.get(one.id));
  if (mayHaveText && isTextWanted(context, one.form, readSurveyAnswers(survey, one.form))) return null;
  return { ...survey, bulk: { textsRead: !mayHaveText } };
}

/** Whether something may have been written in a survey, by all that analytics counts of it. */
function mayBeWritten(form: Form, route: FormRoute, grouped: GroupedAnswers | undefined): boolean {
  return form.questions.some((question) =>
    question.type === "freeTextQuestion"
      ? !countsEveryText(route) || grouped?.answers.has(question.id) === true
      : asksWhy(question, route) && grouped?.recommendation !== null,
  );
}

function keepInBulk(context: Context, survey: AnsweredSurvey): AnsweredSurvey {
  context.keep?.("survey", survey.id, survey);
  context.count({ fetched: 1 });
  return survey;
}
