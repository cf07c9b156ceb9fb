import { type AnsweredEvaluation, isAnsweredEvaluation, statusOfEvaluation } from "../csat/index.ts";
import { endpoints, type Input, type WireEvaluation } from "../genesys/index.ts";
import type { Context } from "./context.ts";
import type { FetchContext } from "./fetch-context.ts";
import { type FetchTask, fetchEach } from "./fetch-each.ts";
import { isPartial } from "./findings.ts";

/**
 * One evaluation that is listed as finished. A document that has not come as far, from a cache in between or older than its
 * listing, is asked for once more.
 */
async function askEvaluation(
  { genesys, signal }: Pick<FetchContext, "genesys" | "signal">,
  input: Input,
): Promise<WireEvaluation> {
  const wire = await genesys.ask(endpoints.evaluation, input, signal);
  return isLagging(wire) ? genesys.ask(endpoints.evaluation, input, signal) : wire;
}

/** Whether it differs from its listing. One in review, or retracted, has changed since. */
export function isLagging(wire: WireEvaluation): boolean {
  const status = statusOfEvaluation(wire);
  return (
    status === null ||
    status === "Pending" ||
    status === "InProgress" ||
    (status === "Finished" && !isAnsweredEvaluation(wire))
  );
}

/** An evaluation that does not name its form, or its interaction, has those that it was asked for by. */
function withAsked(evaluation: WireEvaluation, { conversationId, formId }: EvaluationTask): WireEvaluation {
  const wire = evaluation.conversation?.id ? evaluation : { ...evaluation, conversation: { id: conversationId } };
  return wire.evaluationForm?.id || formId === null
    ? wire
    : { ...wire, evaluationForm: { ...wire.evaluationForm, id: formId } };
}

/** One evaluation to read, with the fields of its listing. */
export interface EvaluationTask extends FetchTask {
  readonly kind: "evaluation";
  readonly conversationId: string;
  readonly formId: string | null;
  /** Whether it is listed as finished, so that a document that has not come as far is late. */
  readonly isFinished: boolean;
}

export interface EvaluationReading<Task> {
  /** Whether one is still worth a request, by the forms that came meanwhile. @default each is */
  readonly isWanted?: (task: Task) => boolean;
  readonly onRead: (evaluation: AnsweredEvaluation, task: Task) => void;
  readonly onFailed?: (task: Task) => void;
}

/** Reads each of these; returns the ids that Genesys no longer has. Throws a PermissionError where none may be read. */
export const fetchEvaluations = <Task extends EvaluationTask>(
  context: Context,
  tasks: readonly Task[],
  { isWanted = () => true, onRead, onFailed }: EvaluationReading<Task>,
): Promise<string[]> =>
  fetchEach(context, tasks, async (task) => {
    const { id, conversationId, formId, isFinished } = task;
    if (!isWanted(task)) return;
    const input = {
      path: { conversationId, evaluationId: id },
      // The form comes along only where its bulk look-up gave nothing.
      ...(context.forms.get(formId) ? {} : { query: { expand: "evaluationForm" } }),
    };
    try {
      const document = isFinished
        ? await askEvaluation(context, input)
        : await context.genesys.ask(endpoints.evaluation, input, context.signal);
      const wire = withAsked(document, task);
      if (wire.evaluationForm) context.forms.add("evaluation", wire.evaluationForm);
      onRead(wire, task);
      context.count({ fetched: 1 });
    } catch (error) {
      if (isPartial(error)) onFailed?.(task);
      throw error;
    }
  });
