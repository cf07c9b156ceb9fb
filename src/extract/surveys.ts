import { decode, endpoints, survey, type WireSurvey } from "../genesys/index.ts";
import { isFinished, type SurveyCandidate } from "./candidate.ts";
import { discoverSurveys, mayBeInRange } from "./discover-surveys.ts";
import { confirmDeleted } from "./event-time.ts";
import { matchesForm, matchesQueue, mayMatch } from "./filters.ts";

import { hydrate } from "./hydrate.ts";
import { link } from "./link.ts";
import type { Run } from "./run.ts";

/** Surveys worth a request: named by discovery, and nothing that analytics knows speaks against them. */
export async function findSurveys(run: Run): Promise<SurveyCandidate[]> {
  const { job, interactions, names } = run;
  const { candidates, deleted } = await discoverSurveys(job, interactions);
  const { request } = job;
  if (request.queues.length > 0)
    await names.load(
      "queue",
      candidates.map(({ queueId }) => queueId),
    );
  const open = candidates.filter(
    ({ surveyId, queueId }) =>
      !(surveyId && deleted.has(surveyId)) && (queueId === null || matchesQueue(request, queueId, names.names)),
  );
  await link(
    job,
    interactions,
    open.map(({ conversationId }) => conversationId),
  );
  const wanted = open.filter((candidate) => mayBeWanted(run, candidate));
  job.count({ found: wanted.length });
  return wanted;
}

function mayBeWanted(
  { job, interactions, names }: Run,
  { surveyId, conversationId, queueId }: SurveyCandidate,
): boolean {
  const interaction = interactions.get(conversationId);
  // A queue that the survey itself names was compared already, and the interaction may have many.
  const filters = queueId === null ? job.request : { ...job.request, queues: [] };
  if (interaction && !mayMatch(filters, interaction, names.names)) return false;
  const totals = interaction?.surveys.find((one) => surveyId !== null && one.surveyId === surveyId);
  if (!totals) return true;
  const { surveyStatus, surveyFormName, surveyFormId, surveyFormContextId } = totals;
  return (
    isFinished(surveyStatus ?? "finished") &&
    mayBeInRange(job, totals) &&
    matchesForm(job.request, [surveyFormName, surveyFormId, surveyFormContextId])
  );
}

/** Thousands of surveys carry one form: it is kept once, by itself. */
const withoutQuestions = (form: WireSurvey["surveyForm"]): WireSurvey["surveyForm"] =>
  form && { id: form.id, name: form.name, contextId: form.contextId };

/** One request: one survey, or all surveys of an interaction that has several to read. */
interface Errand {
  readonly kind: "survey";
  readonly id: string;
  readonly conversationId: string | null;
  /** Only these of the interaction's surveys; all where discovery could not name them. */
  readonly wanted: ReadonlySet<string> | null;
}

/** The finished surveys of the candidates, with their answers. Throws a PermissionError where none may be read. */
export async function readSurveys({ job, forms }: Run, candidates: readonly SurveyCandidate[]): Promise<WireSurvey[]> {
  const surveys = new Map<string, WireSurvey>();
  const keep = (wire: WireSurvey): void => {
    if (wire.surveyForm) forms.add("survey", wire.surveyForm);
    job.keep?.("survey", wire.id, { ...wire, surveyForm: withoutQuestions(wire.surveyForm) });
    surveys.set(wire.id, { ...wire, surveyForm: withoutQuestions(wire.surveyForm) });
    job.count({ fetched: 1 });
  };
  /** Wanted, and not among the surveys that Genesys returns of their interaction. */
  const unlisted: string[] = [];
  const gone = await hydrate(job, errands(candidates), async ({ id, conversationId, wanted }) => {
    if (conversationId === null) {
      keep(await job.genesys.ask(endpoints.survey, { path: { surveyId: id } }, job.signal));
      return;
    }
    const path = { conversationId };
    const came = new Set<string>();
    for (const document of await job.genesys.ask(endpoints.conversationSurveys, { path }, job.signal)) {
      const name = idOf(document);
      if (name !== null) came.add(name);
      try {
        const wire = decode(survey, document, { endpoint: endpoints.conversationSurveys, id: conversationId });
        if (wanted === null || wanted.has(wire.id)) keep(wire);
      } catch (error) {
        job.findings.fail("survey", name ?? `of interaction ${conversationId}`, error);
      }
    }
    for (const one of wanted ?? []) if (!came.has(one)) unlisted.push(one);
  });
  await tellGone(job, [...gone, ...unlisted]);
  return [...surveys.values()].filter(({ status }) => isFinished(status));
}

function idOf(document: unknown): string | null {
  const id: unknown = document && typeof document === "object" ? Reflect.get(document, "id") : null;
  return typeof id === "string" ? id : null;
}

function errands(candidates: readonly SurveyCandidate[]): Errand[] {
  const groups = new Map<string, SurveyCandidate[]>();
  for (const candidate of candidates) {
    const key = candidate.conversationId ?? candidate.surveyId ?? "";
    groups.set(key, [...(groups.get(key) ?? []), candidate]);
  }
  return [...groups.values()].flatMap((group): Errand[] => {
    const [first] = group;
    const ids = group.map(({ surveyId }) => surveyId).filter((id) => id !== null);
    const unnamed = ids.length < group.length;
    if (first?.conversationId && (unnamed || ids.length > 1)) {
      const { conversationId } = first;
      return [{ kind: "survey", id: conversationId, conversationId, wanted: unnamed ? null : new Set(ids) }];
    }
    return ids.map((id) => ({ kind: "survey", id, conversationId: null, wanted: null }));
  });
}

/** A survey that analytics named and Genesys no longer has: deleted, if analytics says so; else it is missing. */
async function tellGone(job: Run["job"], gone: readonly string[]): Promise<void> {
  if (gone.length === 0) return;
  const deleted = await confirmDeleted(job, gone);
  for (const id of gone) {
    if (!deleted.has(id))
      job.findings.problem("survey", id, "Analytics lists this survey, but Genesys does not return it.");
  }
  job.findings.countDeleted(deleted.size);
}
