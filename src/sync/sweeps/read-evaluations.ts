import { type Interval, textOf } from "../../base/index.ts";
import {
  type EvaluationStub,
  fetchEvaluationsByRoute,
  isFinished,
  isReadable,
  type SearchedEvaluation,
  scoredEvaluation,
} from "../../collect/index.ts";
import { type AnsweredEvaluation, isLabelled } from "../../csat/index.ts";
import type { SyncContext } from "../context.ts";
import { linkAndName } from "../link.ts";
import { unreadableForm } from "../missing-forms.ts";
import { failedLately } from "../problems.ts";

/** Evaluations that were submitted in a window, with the rows of the search by id. */
interface ListedInWindow {
  readonly searched: ReadonlyMap<string, SearchedEvaluation>;
  readonly window: Interval;
}

/** Reads those of labelled forms whose answers are not stored, or that have changed since they were read. */
export async function readListedEvaluations(
  context: SyncContext,
  listed: ReadonlyMap<string, EvaluationStub>,
  bulk: ListedInWindow | null = null,
): Promise<void> {
  const { store, forms, request } = context;
  const erased = await store.erased("evaluation", [...listed.keys()]);
  const seen = new Map([...listed].filter(([id]) => !erased.has(id)));
  await forms.load(
    "evaluation",
    [...seen.values()].map(({ formId }) => formId),
  );
  const ids = [...seen.keys()];
  const [stored, stubs, trouble] = [
    await store.fetchedAt("evaluation", ids),
    await store.read("evaluation-sighting", ids),
    await failedLately(context, "evaluation", ids),
  ];
  const wanted: FetchTask[] = [];
  for (const [id, stub] of seen) {
    const form = forms.get(stub.formId);
    const labelled = form === null || isLabelled(form, request);
    const differs = JSON.stringify(stubs.get(id)) !== JSON.stringify(stub);
    const worth = stored.has(id) ? differs : isReadable(stub);
    const isWanted = labelled && worth && !trouble.has(id);
    // One that has changed since it was read is read by itself: what its document has is not given up.
    const searched = stored.has(id) ? null : (bulk?.searched.get(id) ?? null);
    if (isWanted) wanted.push({ kind: "evaluation", id, stub, searched });
    // One that is not stored yet is due from here on. A later stub is stored together with its document: a kill between
    // the two would leave it unread.
    if (differs && !(isWanted && stored.has(id)))
      store.keep("evaluation-sighting", id, stub, { parentId: stub.conversationId });
  }
  const evaluations = await readEvaluations(context, wanted, bulk ? [bulk.window] : []);
  const linked = [...seen.values()].filter(({ formId }) => {
    const form = forms.get(formId);
    return form !== null && isLabelled(form, request);
  });
  await forms.decideLeads(
    "evaluation",
    linked.map(({ formId }) => formId),
  );
  await linkAndName(
    context,
    linked.map(({ conversationId }) => conversationId),
    { evaluations },
  );
}

/** One evaluation to read, with its known fields. */
export interface FetchTask {
  readonly kind: "evaluation";
  readonly id: string;
  readonly stub: EvaluationStub;
  /** The row of the search that listed it, where its answers may be had without its document. */
  readonly searched?: SearchedEvaluation | null;
}

/** Reads each, those submitted in these windows in bulk where that holds, stores it with its stub, and then the earlier versions of those that were revised. */
export async function readEvaluations(
  context: SyncContext,
  tasks: readonly FetchTask[],
  windows: readonly Interval[] = [],
): Promise<AnsweredEvaluation[]> {
  const { store, forms } = context;
  const evaluations: AnsweredEvaluation[] = [];
  const revised: string[] = [];
  const toRead = tasks.map((task) => ({
    ...task,
    ...{ conversationId: task.stub.conversationId, formId: task.stub.formId, isFinished: isFinished(task.stub.status) },
  }));
  const keepStub = ({ id, stub }: FetchTask): void =>
    store.keep("evaluation-sighting", id, stub, { parentId: stub.conversationId });
  const gone = await fetchEvaluationsByRoute(context, toRead, windows, {
    // One that could not be read again is due again, by its listing.
    onFailed: keepStub,
    onRead(wire, task) {
      store.keep("evaluation", task.id, wire, { parentId: task.conversationId });
      keepStub(task);
      evaluations.push(wire);
      const retracted = textOf(wire["retractedEvaluation"], "id");
      if (retracted !== null) revised.push(retracted);
    },
  });
  const stored = await store.fetchedAt("evaluation", gone);
  for (const id of gone) {
    const stub = tasks.find((task) => task.id === id)?.stub;
    if (stub && stored.has(id)) keepDeleted(context, id, stub);
    else context.findings.problem("evaluation", id, "Genesys lists this evaluation, but does not return it.");
  }
  await forms.complete("evaluation", evaluations.map(scoredEvaluation));
  for (const { id, evaluationForm } of evaluations) {
    if (!forms.get(evaluationForm?.id))
      context.findings.problem("form", evaluationForm?.id ?? `of evaluation ${id}`, unreadableForm);
  }
  await readRetracted(context, revised);
  return evaluations;
}

/** Its stored documents stay, marked as gone. */
export const keepDeleted = ({ store }: SyncContext, id: string, stub: EvaluationStub): void =>
  store.keep("evaluation-sighting", id, { ...stub, deleted: true }, { parentId: stub.conversationId });

/** The earlier versions of evaluations that were revised, as far as they were read before they were retracted. */
async function readRetracted(context: SyncContext, ids: readonly string[]): Promise<void> {
  await context.store.flush();
  const before = await context.store.read("evaluation", ids);
  const stubs = await context.store.read("evaluation-sighting", ids);
  const tasks = [...before].flatMap(([id, document]): FetchTask[] => {
    const stub = stubs.get(id);
    const retracted = document.status?.toLowerCase() === "retracted";
    return stub && !retracted ? [{ kind: "evaluation", id, stub: { ...stub, status: "Retracted" } }] : [];
  });
  if (tasks.length > 0) await readEvaluations(context, tasks);
}
