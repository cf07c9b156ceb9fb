import { contains, readTime } from "../base/index.ts";
import {
  type Context,
  type Documents,
  loadMentionedNames,
  readEvaluationRecord,
  readSurveyRecord,
  scoredEvaluation,
  scoredSurvey,
} from "../collect/index.ts";
import {
  type AnsweredEvaluation,
  type AnsweredSurvey,
  type CsatRecord,
  contextOf,
  type Form,
  type InteractionFacts,
} from "../csat/index.ts";
import { matchesForm, matchesMedia, matchesQueue } from "./filters.ts";

/** Documents become records: forms, leads, interactions and names are completed first, each asked for once. */
export async function makeRecords(
  context: Context,
  surveys: readonly AnsweredSurvey[],
  evaluations: readonly AnsweredEvaluation[],
): Promise<CsatRecord[]> {
  const { forms } = context;
  const formed = { survey: surveys.map(scoredSurvey), evaluation: evaluations.map(scoredEvaluation) };
  for (const kind of ["survey", "evaluation"] as const) await forms.complete(kind, formed[kind]);
  for (const kind of ["survey", "evaluation"] as const)
    await forms.decideLeads(
      kind,
      formed[kind].map(({ formId }) => formId),
    );
  await context.interactions.load([...surveys, ...evaluations].map(({ conversation }) => conversation?.id));
  await nameEverything(context, surveys, evaluations);

  reportAssumedScales(context, new Set(formed.survey.flatMap(({ formId }) => forms.get(formId) ?? [])));

  const documents = documentsOf(context);
  const records = [
    ...surveys.map((wire) => readSurvey(context, documents, wire)),
    ...evaluations.flatMap((wire) => readEvaluation(context, documents, wire)),
  ];
  reportUndecided(
    context,
    records.filter((record) => isUndecided(context, record)),
  );
  return records
    .filter((record) => isAskedFor(context, record))
    .sort((a, b) => compare(a.submit_date ?? "", b.submit_date ?? "") || compare(a.response_id, b.response_id));
}

/** Names of all that the records will mention. */
async function nameEverything(
  context: Context,
  surveys: readonly AnsweredSurvey[],
  evaluations: readonly AnsweredEvaluation[],
): Promise<void> {
  const factsOf = (responses: readonly (AnsweredSurvey | AnsweredEvaluation)[]): InteractionFacts[] =>
    responses.flatMap(({ conversation }) => context.interactions.get(conversation?.id)?.facts ?? []);
  // The document of a survey has its team.
  const withoutTeam = [...evaluations, ...surveys.filter(({ bulk }) => bulk)];
  const agents = new Set(withoutTeam.map(({ agent }) => agent?.id));
  const legs = factsOf(withoutTeam).flatMap((facts) => facts.legs);
  await loadMentionedNames(context, {
    interactions: factsOf([...surveys, ...evaluations]),
    surveys,
    evaluations,
    teams: legs.map(({ agentId, teamId }) => (agents.has(agentId) ? teamId : null)),
    takesBrought: true,
  });
}

/** What has been collected. */
const documentsOf = ({ forms, interactions, names, request }: Context): Documents => ({
  ...{ scored: forms.scored, lead: forms.lead, names: names.names, interactionUrl: request.interactionUrl },
  interaction: (id) => interactions.get(id)?.facts ?? null,
  unlinked: interactions.problem,
});

function readSurvey({ findings }: Context, documents: Documents, survey: AnsweredSurvey): CsatRecord {
  const { record, form } = readSurveyRecord(documents, survey);
  if (form === null) findings.problem("form", survey.surveyForm?.id ?? `of survey ${survey.id}`, noForm);
  if (form?.redacted) findings.problem("form", form.id, redacted);
  return record;
}

const redacted = "It is redacted: texts of its questions are missing, and what these measure is not known.";
const noForm = "Its questions could not be read: answers stand without their texts.";

/** The record of an evaluation; none where no labelled question of it was answered. */
function readEvaluation(
  { findings, request }: Context,
  documents: Documents,
  evaluation: AnsweredEvaluation,
): readonly CsatRecord[] {
  const read = readEvaluationRecord(documents, evaluation, request);
  if (read?.form === null)
    findings.problem("evaluation", evaluation.id, "The questions of its form could not be read, so it is left out.");
  return read?.form && Object.keys(read.record.csat_scores).length > 0 ? [read.record] : [];
}

/** The filters once more, on the records as read; and the range, by the response's own date. */
const isAskedFor = (context: Context, record: CsatRecord): boolean =>
  isInRange(context, record) &&
  matchesQueue(context.request, record.queue_id, context.names.names) &&
  matchesMedia(context.request, record.media_type);

function isInRange({ request }: Context, record: CsatRecord): boolean {
  const time = readTime(record.submit_date);
  return (
    (time === null || contains(request.range, time)) &&
    matchesForm(request, [record.form_name, record.form_id, record.form_context_id])
  );
}

/** Whether only its interaction, which did not come, could have told that a response matches. */
const isUndecided = (context: Context, record: CsatRecord): boolean =>
  !record.linked &&
  isInRange(context, record) &&
  (record.queue_id === null || matchesQueue(context.request, record.queue_id, context.names.names)) &&
  !isAskedFor(context, record);

function reportUndecided({ findings }: Context, records: readonly CsatRecord[]): void {
  const [first] = records;
  if (!first) return;
  const [count, their] = records.length === 1 ? ["1 response is", "its"] : [`${records.length} responses are`, "their"];
  findings.miss(
    `${count} left out: ${their} interaction did not come, so nothing tells whether --media and --queue match. ` +
      `${first.source} ${first.response_id}: ${first.link_problem} Leave these filters out to have ${records.length === 1 ? "it" : "them"}.`,
  );
}

/** Adds a note for each lead question whose direction nobody confirmed and that was used. */
function reportAssumedScales({ findings, forms }: Context, used: Iterable<Form>): void {
  for (const form of used) {
    const lead = forms.lead(form)?.contextId;
    const question = form.questions.find((one) => lead != null && contextOf(one) === lead);
    if (question?.scale?.direction !== "assumed" || question.role !== "csat") continue;
    findings.note(
      `High is assumed to be good in "${question.text ?? question.id}" of the form "${form.name ?? form.id}": neither its options ` +
        `nor its text say so. If low is good, set best = "low" under [scales.${JSON.stringify(contextOf(question))}] in afterword.toml.`,
    );
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
