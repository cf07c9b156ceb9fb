import { PermissionError, RequestError, textOf } from "../base/index.ts";
import { type AnsweredSurvey, isAnsweredSurvey, statusOfSurvey } from "../csat/index.ts";
import { decode, endpoints, isUnserved, survey, type WireSurvey } from "../genesys/index.ts";
import type { Context } from "./context.ts";
import { confirmDeleted } from "./event-time.ts";
import type { FetchContext } from "./fetch-context.ts";
import { fetchEach } from "./fetch-each.ts";
import { isPartial } from "./findings.ts";
import { whyNotAnswered } from "./response-status.ts";
import type { SurveyCandidate } from "./stubs.ts";

/** Thousands of surveys carry one form: it is kept once, by itself. */
const withoutQuestions = (form: WireSurvey["surveyForm"]): WireSurvey["surveyForm"] =>
  form && { id: form.id, name: form.name, contextId: form.contextId };

/** One request: one survey, or all surveys of an interaction that has several to read. */
interface FetchTask {
  readonly kind: "survey";
  readonly id: string;
  readonly conversationId: string | null;
  /** The interaction of the one survey, where it is known. */
  readonly within: string | null;
  /** Only these of the interaction's surveys; all where discovery could not name them. */
  readonly wanted: ReadonlySet<string> | null;
}

/** What became of survey candidates. */
export interface SurveysRead {
  /** Those that were answered, with their answers. */
  readonly surveys: readonly AnsweredSurvey[];
  /** Those that were deleted since, by analytics. */
  readonly deleted: ReadonlySet<string>;
}

/**
 * Reads the answers of the candidates: each is delivered, deleted, or a problem with the reason why it is missing.
 * Throws a PermissionError where none may be read.
 */
export async function readSurveys(context: Context, candidates: readonly SurveyCandidate[]): Promise<SurveysRead> {
  const surveys = new Map<string, WireSurvey>();
  const listed = new Map(candidates.map((candidate) => [candidate.surveyId, candidate]));
  const read = (some: readonly SurveyCandidate[]): Promise<string[]> =>
    readDocuments(context, tasks(some), (wire) => withListed(wire, listed.get(wire.id)), surveys);
  const gone = new Set(await read(candidates));
  const asked = candidates.flatMap(({ surveyId }) => surveyId ?? []);
  const failed = new Set(context.findings.report().problems.flatMap(({ kind, id }) => (kind === "survey" ? [id] : [])));
  // A cache in between, a document older than its listing, an interaction that does not list it: once more, by itself.
  const again = asked.filter((id) => !gone.has(id) && !failed.has(id) && !isAnswered(surveys.get(id)));
  const alone = again.map((id) => ({
    ...{ ...nothingListed, surveyId: id },
    conversationId: listed.get(id)?.conversationId ?? null,
  }));
  for (const id of await read(alone)) gone.add(id);
  for (const id of again) {
    const wire = surveys.get(id);
    if (wire && !isAnswered(wire)) context.findings.problem("survey", id, whyNotAnswered(statusOfSurvey(wire)));
  }
  const answered = [...surveys.values()].filter(isAnswered);
  for (const { id, surveyForm } of answered) if (!surveyForm?.id) context.findings.problem("survey", id, namesNoForm);
  return { surveys: answered, deleted: await reportGone(context, [...gone]) };
}

/** A survey that does not name its form, or its interaction, has those that its listing names. */
function withListed(
  survey: WireSurvey,
  listed: Pick<SurveyCandidate, "conversationId" | "formId"> | undefined,
): WireSurvey {
  const { conversationId = null, formId = null } = listed ?? {};
  const wire =
    survey.conversation?.id || conversationId === null ? survey : { ...survey, conversation: { id: conversationId } };
  return wire.surveyForm?.id || formId === null ? wire : { ...wire, surveyForm: { ...wire.surveyForm, id: formId } };
}

const namesNoForm =
  "Neither it nor its listing names its form: its answers stand without their questions, and in no figure.";

const isAnswered = (wire: WireSurvey | undefined): boolean => wire !== undefined && isAnsweredSurvey(wire);

const nothingListed = { formId: null, queueId: null, isAlone: true } as const;

/** Reads the surveys of the tasks into `surveys`; returns those that Genesys does not have. */
async function readDocuments(
  context: Context,
  tasks: readonly FetchTask[],
  complete: (wire: WireSurvey) => WireSurvey,
  surveys: Map<string, WireSurvey>,
): Promise<string[]> {
  const keep = (document: WireSurvey): void => {
    const wire = complete(document);
    if (wire.surveyForm) context.forms.add("survey", wire.surveyForm);
    context.keep?.("survey", wire.id, wire);
    surveys.set(wire.id, { ...wire, surveyForm: withoutQuestions(wire.surveyForm) });
    context.count({ fetched: 1 });
  };
  return fetchEach(context, tasks, async ({ id, conversationId, within, wanted }) => {
    if (conversationId === null) {
      keep(await askSurvey(context, id, within));
      return;
    }
    for (const document of await askOfInteraction(context, conversationId, wanted)) {
      try {
        const wire = decode(survey, document, { endpoint: endpoints.conversationSurveys, id: conversationId });
        if (wanted === null ? isOf(wire, conversationId) : wanted.has(wire.id))
          keep(withListed(wire, { conversationId, formId: null }));
      } catch (error) {
        context.findings.fail("survey", textOf(document, "id") ?? `of interaction ${conversationId}`, error);
      }
    }
  });
}

/**
 * One survey by its id; among those of its interaction where surveys are not served by their ids. A 404 before any has come may
 * mean either.
 */
async function askSurvey(context: FetchContext, id: string, within: string | null): Promise<WireSurvey> {
  const { genesys, findings, signal } = context;
  const { name } = endpoints.survey;
  const closed = within === null ? null : findings.closed(name);
  try {
    if (closed !== null) throw closed;
    return await genesys.ask(endpoints.survey, { path: { surveyId: id } }, signal);
  } catch (error) {
    const mayBeUnserved =
      isUnserved(error) || (error instanceof RequestError && error.gone && !findings.hasCome("survey"));
    if (within === null || (closed === null && !mayBeUnserved)) throw error;
    const documents = await askOfInteraction(context, within, new Set([id]));
    const document = documents.find((one) => textOf(one, "id") === id);
    if (document === undefined) throw error;
    if (closed === null && !findings.hasCome("survey") && isPartial(error)) findings.close(name, error);
    return decode(survey, document, { endpoint: endpoints.conversationSurveys, id: within });
  }
}

/** Whether a survey in the list of an interaction is not marked as another's, which nobody asked for. */
const isOf = ({ conversation }: WireSurvey, conversationId: string): boolean =>
  conversation?.id == null || conversation.id.toLowerCase() === conversationId.toLowerCase();

/** The surveys of an interaction; none where they cannot be read together, and those that have ids can be asked for alone. */
async function askOfInteraction(
  { genesys, findings, signal }: FetchContext,
  conversationId: string,
  wanted: FetchTask["wanted"],
): Promise<readonly unknown[]> {
  try {
    return await genesys.ask(endpoints.conversationSurveys, { path: { conversationId } }, signal);
  } catch (error) {
    if (!isPartial(error) || error instanceof PermissionError) throw error;
    if (wanted === null) findings.miss(`Surveys of interaction ${conversationId} could not be read. ${error.message}`);
    return [];
  }
}

function tasks(candidates: readonly SurveyCandidate[]): FetchTask[] {
  const groups = new Map<string, SurveyCandidate[]>();
  for (const candidate of candidates) {
    const key = (candidate.isAlone ? null : candidate.conversationId) ?? candidate.surveyId ?? "";
    groups.set(key, [...(groups.get(key) ?? []), candidate]);
  }
  return [...groups.values()].flatMap((group): FetchTask[] => {
    const [first] = group;
    const ids = group.map(({ surveyId }) => surveyId).filter((id) => id !== null);
    const unnamed = ids.length < group.length;
    if (first?.conversationId && (unnamed || ids.length > 1)) {
      const { conversationId } = first;
      return [
        { kind: "survey", id: conversationId, conversationId, within: null, wanted: unnamed ? null : new Set(ids) },
      ];
    }
    const within = first?.conversationId ?? null;
    return ids.map((id) => ({ kind: "survey", id, conversationId: null, within, wanted: null }));
  });
}

/** A survey that analytics named and Genesys no longer has: deleted, if analytics counts it so; else it is missing. */
async function reportGone(context: FetchContext, gone: readonly string[]): Promise<ReadonlySet<string>> {
  if (gone.length === 0) return new Set();
  const deleted = await confirmDeleted(context, gone);
  for (const id of gone) {
    if (!deleted.has(id))
      context.findings.problem("survey", id, "Analytics lists this survey, but Genesys does not return it.");
  }
  context.findings.countDeleted(deleted.size);
  return deleted;
}
