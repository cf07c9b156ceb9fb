import {
  askEvaluation,
  type Context,
  type EvaluationCandidate,
  fetchEach,
  isLagging,
  isWanted,
  whyNotAnswered,
  withForm,
} from "../collect/index.ts";
import { type Form, labelledQuestions, statusOfEvaluation } from "../csat/index.ts";
import type { WireEvaluation } from "../genesys/index.ts";
import { discoverEvaluations } from "./discover-evaluations.ts";
import { matchesForm, mayMatch } from "./filters.ts";

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
      (isLabelled(context, form) && matchesForm(context.request, [form.name, formId, formContextId, form.contextId]))
    );
  });
  await context.interactions.load(open.map(({ conversationId }) => conversationId));
  const linked = open.map(({ conversationId }) => interactions.get(conversationId));
  if (context.request.queues.length > 0) {
    await names.load(
      "queue",
      linked.flatMap((one) => one?.facts.legs.map(({ queueId }) => queueId) ?? []),
    );
  }
  const wanted = open.filter(({ evaluationId }, index) => {
    const interaction = linked[index];
    if (!interaction) return true;
    const totals = interaction.evaluations.find((one) => one.evaluationId === evaluationId);
    return totals?.deleted !== true && mayMatch(context.request, interaction, names.names);
  });
  context.count({ found: wanted.length });
  return wanted;
}

/** Whether the form has a question that counts as CSAT; only then its evaluations are worth a request. */
const isLabelled = ({ request }: Context, form: Form): boolean => labelledQuestions(form, request).length > 0;

/** The wanted evaluations with their answers. Throws a PermissionError where none may be read. */
export async function readEvaluations(
  context: Context,
  candidates: readonly EvaluationCandidate[],
): Promise<WireEvaluation[]> {
  const evaluations = new Map<string, WireEvaluation>();
  const read = async ({ evaluationId, conversationId, formId }: EvaluationCandidate): Promise<void> => {
    const form = forms.get(formId);
    // Another evaluation may have brought the form meanwhile, and shown that it has no labelled question.
    if (form && !isLabelled(context, form)) return;
    // The form comes along only where its bulk look-up gave nothing.
    const input = {
      path: { conversationId, evaluationId },
      ...(form ? {} : { query: { expand: "evaluationForm" } }),
    };
    const document = await askEvaluation(context, input);
    const wire = withForm(document, formId);
    if (wire.evaluationForm) forms.add("evaluation", wire.evaluationForm);
    context.keep?.("evaluation", wire.id, wire);
    evaluations.set(wire.id, wire);
    context.count({ fetched: 1 });
  };
  const { forms } = context;
  const tasks = candidates.map((candidate) => ({
    kind: "evaluation" as const,
    id: candidate.evaluationId,
    ...candidate,
  }));
  for (const id of await fetchEach(context, tasks, read)) {
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
