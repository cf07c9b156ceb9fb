import { contains, readTime } from "../base/index.ts";
import { type Context, scored } from "../collect/index.ts";
import { type CsatRecord, evaluationRecord, type Form, labelledQuestions, surveyRecord } from "../csat/index.ts";
import type { WireEvaluation, WireSurvey } from "../genesys/index.ts";
import { matchesForm, matchesMedia, matchesQueue } from "./filters.ts";

/** Documents become records: forms, leads, interactions and names are completed first, each asked for once. */
export async function makeRecords(
  context: Context,
  surveys: readonly WireSurvey[],
  evaluations: readonly WireEvaluation[],
): Promise<CsatRecord[]> {
  const { forms } = context;
  await forms.load(
    "survey",
    surveys.map(({ surveyForm }) => surveyForm?.id),
  );
  await forms.load(
    "evaluation",
    evaluations.map(({ evaluationForm }) => evaluationForm?.id),
  );
  await forms.loadScored(
    "survey",
    surveys.map(({ id, surveyForm, answers }) => scored(id, surveyForm, answers)),
  );
  await forms.loadScored(
    "evaluation",
    evaluations.map(({ id, evaluationForm, answers }) => scored(id, evaluationForm, answers)),
  );
  await forms.decideLeads("survey", known(surveys.map(({ surveyForm }) => forms.get(surveyForm?.id))));
  await forms.decideLeads("evaluation", known(evaluations.map(({ evaluationForm }) => forms.get(evaluationForm?.id))));
  await context.interactions.load([...surveys, ...evaluations].map(({ conversation }) => conversation?.id));
  await nameEverything(context, surveys, evaluations);

  reportAssumedScales(context, new Set(known(surveys.map(({ surveyForm }) => forms.get(surveyForm?.id)))));

  const records = [
    ...surveys.map((wire) => readSurvey(context, wire)),
    ...evaluations.flatMap((wire) => readEvaluation(context, wire)),
  ];
  return records
    .filter((record) => isAskedFor(context, record))
    .sort((a, b) => compare(a.submit_date ?? "", b.submit_date ?? "") || compare(a.response_id, b.response_id));
}

/** Names of all that the records will mention. */
async function nameEverything(
  { interactions, names }: Context,
  surveys: readonly WireSurvey[],
  evaluations: readonly WireEvaluation[],
): Promise<void> {
  const wanted = { user: new Set<Id>(), queue: new Set<Id>(), wrapUpCode: new Set<Id>(), division: new Set<Id>() };
  for (const { agent, queue, conversation } of [...surveys, ...evaluations]) {
    if (!agent?.name) wanted.user.add(agent?.id);
    if (!queue?.name) wanted.queue.add(queue?.id);
    const facts = interactions.get(conversation?.id)?.facts;
    if (!facts) continue;
    for (const { agentId, queueId } of facts.legs) {
      wanted.user.add(agentId);
      wanted.queue.add(queueId);
    }
    for (const { agentId, queueId } of facts.surveys) {
      wanted.user.add(agentId);
      wanted.queue.add(queueId);
    }
    for (const code of facts.wrapUpCodes) wanted.wrapUpCode.add(code);
    for (const division of facts.divisionIds) wanted.division.add(division);
  }
  for (const { evaluator } of evaluations) if (!evaluator?.name) wanted.user.add(evaluator?.id);
  await names.load("user", wanted.user);
  await names.load("queue", wanted.queue);
  await names.load("wrapUpCode", wanted.wrapUpCode);
  await names.load("division", wanted.division);
  await names.load(
    "team",
    surveys.map(({ agentTeam }) => (agentTeam?.name ? null : agentTeam?.id)),
  );
  const evaluated = new Set(evaluations.map(({ agent }) => agent?.id));
  const linked = evaluations.flatMap(({ conversation }) => interactions.get(conversation?.id)?.facts.legs ?? []);
  await names.load(
    "team",
    linked.map(({ agentId, teamId }) => (evaluated.has(agentId) ? teamId : null)),
  );
}

type Id = string | null | undefined;

function readSurvey(context: Context, survey: WireSurvey): CsatRecord {
  const { interactions, forms } = context;
  const form = forms.scored(survey.surveyForm?.id, survey.answers?.questionGroupScores);
  if (form === null) context.findings.problem("form", survey.surveyForm?.id ?? `of survey ${survey.id}`, noForm);
  if (form?.redacted) context.findings.problem("form", form.id, redacted);
  return surveyRecord({
    survey,
    form,
    lead: forms.lead(form),
    ...surroundings(interactions, survey),
    ...namesAndUrl(context),
  });
}

const redacted = "It is redacted: texts of its questions are missing, and what these measure is not known.";
const noForm = "Its questions could not be read: answers stand without their texts.";

/** The record of an evaluation; none where no labelled question of it was answered. */
function readEvaluation(context: Context, evaluation: WireEvaluation): CsatRecord[] {
  const { interactions, forms } = context;
  const form = forms.scored(evaluation.evaluationForm?.id, evaluation.answers?.questionGroupScores);
  if (form === null) {
    context.findings.problem(
      "evaluation",
      evaluation.id,
      "The questions of its form could not be read, so it is left out.",
    );
    return [];
  }
  const labelled = labelledQuestions(form, context.request);
  const lead = forms.lead(form);
  const record = evaluationRecord({
    evaluation,
    form,
    lead,
    labelled,
    ...surroundings(interactions, evaluation),
    ...namesAndUrl(context),
  });
  return Object.keys(record.csat_scores).length > 0 ? [record] : [];
}

const namesAndUrl = ({ names, request }: Context) => ({ names: names.names, interactionUrl: request.interactionUrl });

function surroundings(interactions: Context["interactions"], { conversation }: WireSurvey | WireEvaluation) {
  const id = conversation?.id;
  if (!id) return { interaction: null, linkProblem: "The response does not name its interaction." };
  return { interaction: interactions.get(id)?.facts ?? null, linkProblem: interactions.problem(id) };
}

/** The filters once more, on the records as read; and the range, by the response's own date. */
function isAskedFor({ request, names }: Context, record: CsatRecord): boolean {
  const time = readTime(record.submit_date);
  return (
    (time === null || contains(request.range, time)) &&
    matchesForm(request, [record.form_name, record.form_id, record.form_context_id]) &&
    matchesQueue(request, record.queue_id, names.names) &&
    matchesMedia(request, record.media_type)
  );
}

/** Adds a note for each lead question whose direction nobody confirmed and that was used. */
function reportAssumedScales({ findings, forms }: Context, used: Iterable<Form>): void {
  for (const form of used) {
    const lead = forms.lead(form)?.contextId;
    const question = form.questions.find(({ id, contextId }) => lead != null && (contextId ?? id) === lead);
    if (question?.scale?.direction !== "assumed" || question.role !== "csat") continue;
    findings.note(
      `High is assumed to be good in "${question.text ?? question.id}" of the form "${form.name ?? form.id}": neither its options ` +
        `nor its text say so. If low is good, set best = "low" under [scales.${JSON.stringify(question.contextId ?? question.id)}] in afterword.toml.`,
    );
  }
}

const known = (forms: readonly (Form | null)[]): Form[] => forms.filter((form) => form !== null);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
