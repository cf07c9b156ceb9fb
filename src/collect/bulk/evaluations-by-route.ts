import { contains, type Interval, readTime } from "../../base/index.ts";
import { type AnsweredEvaluation, contextOf, type Form, readEvaluationAnswers } from "../../csat/index.ts";
import type { WireEvaluation } from "../../genesys/index.ts";
import { chunks } from "../batches.ts";
import type { Context } from "../context.ts";
import { type EvaluationReading, type EvaluationTask, fetchEvaluations } from "../evaluations.ts";
import type { SearchedEvaluation } from "../stubs.ts";
import { answerSearches, type QuestionSearches } from "./answer-searches.ts";
import { bulkEvaluation, carriesAnswers, listedFigures, type WireScore } from "./bulk-evaluation.ts";
import { compareEvaluations, differenceInAnswers, differenceInFacts, isComparable } from "./compare-evaluations.ts";
import { findContradicted, isDoubtful } from "./cross-checks.ts";
import { fillSample } from "./fill-sample.ts";
import { chooseSample, countsEveryText } from "./form-routes.ts";
import { heldTogether, releaseCompared } from "./hold-until-compared.ts";
import { costOf, type SearchedGroup, searchAnswers } from "./search-answers.ts";
import { takeInBulk } from "./take-in-bulk.ts";
import { choosesTextsAlone, isTextWanted } from "./wanted-texts.ts";

/** An evaluation to read, with the row of the search that listed it; without one it is read by itself. */
export interface ListedEvaluationTask extends EvaluationTask {
  readonly searched?: SearchedEvaluation | null;
}

/** An evaluation whose form is known, and may be read in bulk. */
interface Eligible<Task> {
  readonly id: string;
  readonly task: Task;
  readonly searched: SearchedEvaluation;
}

/** Evaluations of one form version, which one search listed in one window, with the searches for their answers. */
interface Group<Task> {
  readonly form: Form;
  readonly window: Interval;
  readonly systemSubmitted: boolean;
  readonly items: readonly Eligible<Task>[];
  /** Null where the rows have the answers. */
  readonly questions: readonly QuestionSearches[] | null;
}

/** Searches for answers are made where they cost at most one request for so many that they spare. */
export const sparedPerRequest = 4;
/** With fewer evaluations, nobody needs to know why they are read one by one. */
const leastExplained = 50;

/** Whether the bulk route may use a row that was listed: kept only where it may, since a large org has very many. */
export const isWorthKeeping = ({ request }: Pick<Context, "request">, searched: SearchedEvaluation): boolean =>
  searched.row.redacted !== true && (request.texts !== "all" || carriesAnswers(searched));

/**
 * Reads evaluations that were submitted in these windows: in bulk where the form has proved that this gives the same
 * answers, else one by one; returns the ids that Genesys no longer has. The row of the search has all that a record shows
 * of an evaluation but its answers and texts: answers are searched for by question and option, texts stand in the document
 * alone. Where rows have them too, nothing is searched for.
 */
export async function fetchEvaluationsByRoute<Task extends ListedEvaluationTask>(
  context: Context,
  tasks: readonly Task[],
  windows: readonly Interval[],
  reading: EvaluationReading<Task>,
): Promise<string[]> {
  const gone: string[] = [];
  const done = new Set<Task>();
  for (const group of groupsOf(context, tasks, windows, reading)) {
    const ids = await readGroup(context, group, reading);
    if (ids === null) continue;
    gone.push(...ids);
    for (const { task } of group.items) done.add(task);
  }
  const left = tasks.filter((task) => !done.has(task));
  return [...gone, ...(await fetchEvaluations(context, left, reading))];
}

/** Those that may be read in bulk, as they are searched for together. */
function groupsOf<Task extends ListedEvaluationTask>(
  { forms, request, routes }: Context,
  tasks: readonly Task[],
  windows: readonly Interval[],
  { isWanted = () => true }: EvaluationReading<Task>,
): readonly Group<Task>[] {
  if (routes.evaluation.closed() !== null) return [];
  const groups = new Map<string, Group<Task> & { readonly items: Eligible<Task>[] }>();
  for (const task of tasks) {
    const form = forms.get(task.formId);
    if (!form || form.redacted || routes.evaluation.of(contextOf(form)).route === "single") continue;
    const searched = task.searched ?? null;
    const carries = searched !== null && carriesAnswers(searched);
    const vain = whyInVain(form, carries, request, routes.evaluation.of(contextOf(form)).uncounted);
    if (vain !== null && tasks.length >= leastExplained) routes.evaluation.explain(contextOf(form), vain);
    const submitted = readTime(searched?.row.submittedDate);
    const window = submitted === null ? undefined : windows.find((one) => contains(one, submitted));
    if (vain !== null || searched === null || !window || !task.isFinished || !isWanted(task)) continue;
    const { systemSubmitted } = searched;
    const key = JSON.stringify([form.id, window, systemSubmitted, carries]);
    const questions = carries ? null : answerSearches(form);
    const group = groups.get(key) ?? { form, window, systemSubmitted, questions, items: [] };
    group.items.push({ id: task.id, task, searched });
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Why a form is read one by one before anything is asked; null where it need not be. */
export function whyInVain(
  form: Form,
  carries: boolean,
  request: Context["request"],
  uncounted: boolean,
): string | null {
  if (request.texts === "all" && (!carries || uncounted))
    return "Evaluators may comment on everything, and the search does not show who did.";
  if (!carries && choosesTextsAlone(form, request)) return "What is asked for of it are texts alone.";
  return !carries && answerSearches(form) === null
    ? "One of its questions is not answered from options, so that its answers cannot be searched for."
    : null;
}

/** Reads a group, of which a sample is read both ways; null, and nothing of it, where reading it one by one costs less. */
async function readGroup<Task extends ListedEvaluationTask>(
  context: Context,
  group: Group<Task>,
  reading: EvaluationReading<Task>,
): Promise<readonly string[] | null> {
  const { form, items, questions } = group;
  const { evaluation: routes } = context.routes;
  const contextId = contextOf(form);
  const sample = chooseSample(
    items.map(({ id }) => id),
    routes.of(contextId),
  );
  const spared = items.length - sample.size;
  if (routes.of(contextId).route === "single" || routes.closed() !== null) return null;
  if (questions !== null && sparedPerRequest * costOf(questions, items.length) > spared) return null;
  if (context.request.texts === "low") await context.forms.decideLeads("evaluation", [form.id]);

  const gone: string[] = [];
  const documents = new Map<string, WireEvaluation>();
  let held: Parameters<typeof reading.onRead>[] = [];
  const onRead: typeof reading.onRead = (evaluation, task) => {
    documents.set(task.id, evaluation);
    // Where nothing was read in bulk before, a difference that is forgotten costs no answer.
    if (routes.of(contextId).route === "bulk") held.push([evaluation, task]);
    else reading.onRead(evaluation, task);
  };
  const readSingly = async (some: readonly Eligible<Task>[]): Promise<void> => {
    const read = await fetchEvaluations(
      context,
      some.map(({ task }) => task),
      { ...reading, onRead },
    );
    gone.push(...read);
  };
  const sampled = items.filter(({ id }) => sample.has(id));
  await readSingly(sampled);
  const isStillSo = async ({ id, searched, task }: Eligible<Task>): Promise<boolean> => {
    documents.delete(id);
    await fetchEvaluations({ ...context, count: () => {} }, [task], { ...reading, onRead });
    const document = documents.get(id);
    return document !== undefined && isComparable(searched, document);
  };
  const found = await findAnswers(context, group, sampled, documents, isStillSo);
  const compareAll = async (some: readonly Eligible<Task>[]): Promise<void> => {
    for (const { id, searched } of found === null ? [] : some) {
      const document = documents.get(id);
      const bulk = document && isComparable(searched, document) ? asBulk(searched, found) : null;
      if (document && bulk)
        routes.compare(
          contextId,
          form.name ?? form.id,
          compareEvaluations(form, document, bulk, listedFigures(searched)),
        );
    }
    await releaseCompared(context, routes, held, (read) => reading.onRead(...read));
    held = [];
  };
  await compareAll(sampled);
  const readBothWays = async (some: readonly Eligible<Task>[]): Promise<void> => {
    for (const chunk of chunks(some, heldTogether)) {
      await readSingly(chunk);
      await compareAll(chunk);
    }
  };
  const rest = items.filter(({ id }) => !sample.has(id));
  const left = found === null ? rest : await fillSample(rest, () => contextId, routes, readBothWays);
  const taken = await takeInBulk(
    left,
    ({ searched }) => (found === null ? null : take(context, form, searched, found)),
    readBothWays,
  );
  for (const [{ task }, evaluation] of taken) {
    await context.room?.();
    reading.onRead(evaluation, task);
    context.count({ fetched: 1 });
  }
  return gone;
}

/** The answers of a group; `scores` is null where the rows have them. */
interface Found {
  readonly scores: ReadonlyMap<string, readonly WireScore[]> | null;
  /** Evaluations that have changed since they were listed. */
  readonly changed: ReadonlySet<string>;
}

/**
 * Searches for the answers of a group, question by question, each compared with the documents that were read before the next
 * one is asked for: a search that does not hold costs hardly more than one question. A document that differs is read once
 * more before the form is doubted for good. Null where the answers cannot be had.
 */
async function findAnswers<Task extends ListedEvaluationTask>(
  context: Context,
  { form, window, systemSubmitted, items, questions }: Group<Task>,
  sampled: readonly Eligible<Task>[],
  documents: ReadonlyMap<string, WireEvaluation>,
  isStillSo: (one: Eligible<Task>) => Promise<boolean>,
): Promise<Found | null> {
  const { evaluation: routes } = context.routes;
  const doubtForm = (difference: string): null => {
    routes.compare(contextOf(form), form.name ?? form.id, { ...nothingWritten, difference });
    return null;
  };
  const comparable = sampled.flatMap((one) => {
    const document = documents.get(one.id);
    const listed = document && isComparable(one.searched, document) ? bulkEvaluation(one.searched, []) : null;
    return document && listed ? [{ ...one, document, listed }] : [];
  });
  for (const { document, listed } of comparable) {
    const difference = differenceInFacts(document, listed);
    if (difference !== null) return doubtForm(difference);
  }
  if (questions === null) return { scores: null, changed: new Set() };
  // Of others nothing could be learned.
  if (2 * comparable.length < sampled.length) return null;
  const group: SearchedGroup = {
    ...{ formId: form.id, window, systemSubmitted },
    listed: new Map(items.map(({ id, searched }) => [id, searched])),
  };
  const scores = new Map<string, WireScore[]>(items.map(({ id }) => [id, []]));
  const changed = new Set<string>();
  for (const asked of questions) {
    const found = await searchAnswers(context, group, asked);
    if ("unusable" in found) {
      if (found.forGood) routes.close(found.unusable);
      return null;
    }
    if (found.doubt !== null) return doubtForm(found.doubt);
    for (const id of found.changed) changed.add(id);
    for (const [id, score] of found.scores) scores.get(id)?.push(score);
    for (const one of comparable) {
      if (changed.has(one.id)) continue;
      const bulk = bulkEvaluation(one.searched, scores.get(one.id) ?? []);
      const difference = bulk && differenceInAnswers(form, one.document, bulk, new Set([asked.question.id]));
      if (!difference) continue;
      // One that was deleted or scored again meanwhile is not found any more, or otherwise.
      if (await isStillSo(one)) return doubtForm(difference);
      changed.add(one.id);
    }
  }
  return { scores, changed };
}

const nothingWritten = { hasText: false, countsText: false, hasRemark: false } as const;

/** The evaluation as the bulk route has it; null where something is open. */
function asBulk(searched: SearchedEvaluation, found: Found | null): AnsweredEvaluation | null {
  if (found === null || found.changed.has(searched.row.id)) return null;
  return bulkEvaluation(searched, found.scores === null ? null : (found.scores.get(searched.row.id) ?? null));
}

/** The evaluation where nothing speaks against reading it in bulk. */
function take(context: Context, form: Form, searched: SearchedEvaluation, found: Found): AnsweredEvaluation | null {
  const route = context.routes.evaluation.of(contextOf(form));
  const evaluation = route.route === "bulk" ? asBulk(searched, found) : null;
  if (evaluation?.bulk == null) return null;
  const contradicted = findContradicted(form, evaluation, listedFigures(searched));
  if (isDoubtful("evaluation", contradicted, route)) return null;
  const textsRead = found.scores === null && countsEveryText(route);
  if (!textsRead && isTextWanted(context, form, readEvaluationAnswers(evaluation, form))) return null;
  return { ...evaluation, bulk: { ...evaluation.bulk, textsRead } };
}
