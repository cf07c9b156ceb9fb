import {
  type Context,
  type EvaluationCandidate,
  fetchEvaluationsByRoute,
  isLagging,
  isWanted,
  whyNotAnswered,
} from "../collect/index.ts";
import { type AnsweredEvaluation, isLabelled, statusOfEvaluation } from "../csat/index.ts";
import { discoverEvaluations, searchWindows } from "./discover-evaluations.ts";
import { matchesForm, matchesQueue, mayMatch } from "./filters.ts";

/** Evaluations worth a request: submitted in the range, on a form with labelled questions, and not deleted. */
export async function findEvaluations(context: Context): Promise<EvaluationCandidate[]> {
  const { interactions, forms, names } = context;
  const candidates = await discoverEvaluations(context);
  await forms.load(
    "evaluation",
    candidates.map(({ formId }) => formId),
  );
  const open = candidates.filter(({ formId, formContextId }) => {
    const form = forms.get(formId);
    return (
      form === null ||
      (isLabelled(form, context.request) &&
        matchesForm(context.request, [form.name, formId, formContextId, form.contextId]))
    );
  });
  await context.interactions.load(open.map(({ conversationId }) => conversationId));
  const linked = open.map(({ conversationId }) => interactions.get(conversationId));
  if (context.request.queues.length > 0) {
    await names.load(
      "queue",
      linked.flatMap((one) =>
        one ? [...one.facts.legs.map(({ queueId }) => queueId), ...one.evaluations.map(({ queueId }) => queueId)] : [],
      ),
    );
  }
  const wanted = open.filter(({ evaluationId }, index) => {
    const interaction = linked[index];
    if (!interaction) return true;
    const totals = interaction.evaluations.find((one) => one.evaluationId === evaluationId);
    // An evaluation may have a queue of its own, on which nobody has a leg.
    const isOfQueue = totals?.queueId != null && matchesQueue(context.request, totals.queueId, names.names);
    const filters = isOfQueue ? { ...context.request, queues: [] } : context.request;
    return totals?.deleted !== true && mayMatch(filters, interaction, names.names);
  });
  context.count({ found: wanted.length });
  return wanted;
}

/** The wanted evaluations with their answers. Throws a PermissionError where none may be read. */
export async function readEvaluations(
  context: Context,
  candidates: readonly EvaluationCandidate[],
): Promise<AnsweredEvaluation[]> {
  const evaluations = new Map<string, AnsweredEvaluation>();
  const tasks = candidates.map(({ evaluationId: id, conversationId, formId, searched = null }) => ({
    kind: "evaluation" as const,
    ...{ id, conversationId, formId, searched, isFinished: true },
  }));
  const gone = await fetchEvaluationsByRoute(context, tasks, searchWindows(context), {
    // Another evaluation may have brought the form meanwhile, and shown that it has no labelled question.
    isWanted({ formId }) {
      const form = context.forms.get(formId);
      return form === null || isLabelled(form, context.request);
    },
    onRead(wire) {
      context.keep?.("evaluation", wire.id, wire);
      evaluations.set(wire.id, wire);
    },
  });
  for (const id of gone) {
    context.findings.problem("evaluation", id, "Genesys lists this evaluation, but does not return it.");
  }
  return [...evaluations.values()].filter((wire) => {
    if (wire.redacted) {
      context.findings.problem("evaluation", wire.id, "It is redacted: this OAuth client may not see its answers.");
    }
    if (isLagging(wire)) context.findings.problem("evaluation", wire.id, whyNotAnswered(statusOfEvaluation(wire)));
    return isWanted(context, { ...wire, status: statusOfEvaluation(wire) }) && !isLagging(wire);
  });
}
