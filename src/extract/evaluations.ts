import {
  askEvaluation,
  type EvaluationCandidate,
  hydrate,
  isLagging,
  isWanted,
  link,
  type Run,
  whyNotAnswered,
  withForm,
} from "../collect/index.ts";
import { type Form, labelledQuestions, statusOfEvaluation } from "../csat/index.ts";
import type { WireEvaluation } from "../genesys/index.ts";
import { discoverEvaluations } from "./discover-evaluations.ts";
import { matchesForm, mayMatch } from "./filters.ts";

/** Evaluations worth a request: submitted in the range, on a form with labelled questions, and not deleted. */
export async function findEvaluations(run: Run): Promise<EvaluationCandidate[]> {
  const { job, interactions, forms, names } = run;
  const candidates = await discoverEvaluations(job, interactions);
  await forms.load(
    "evaluation",
    candidates.map(({ formId }) => formId),
  );
  const open = candidates.filter(({ formId, formContextId }) => {
    const form = forms.get(formId);
    return (
      form === null ||
      (isLabelled(run, form) && matchesForm(job.request, [form.name, formId, formContextId, form.contextId]))
    );
  });
  await link(
    job,
    interactions,
    open.map(({ conversationId }) => conversationId),
  );
  const linked = open.map(({ conversationId }) => interactions.get(conversationId));
  if (job.request.queues.length > 0) {
    await names.load(
      "queue",
      linked.flatMap((one) => one?.facts.legs.map(({ queueId }) => queueId) ?? []),
    );
  }
  const wanted = open.filter(({ evaluationId }, index) => {
    const interaction = linked[index];
    if (!interaction) return true;
    const totals = interaction.evaluations.find((one) => one.evaluationId === evaluationId);
    return totals?.deleted !== true && mayMatch(job.request, interaction, names.names);
  });
  job.count({ found: wanted.length });
  return wanted;
}

/** Whether the form has a question that counts as CSAT; only then its evaluations are worth a request. */
const isLabelled = ({ job }: Run, form: Form): boolean => labelledQuestions(form, job.request).length > 0;

/** The wanted evaluations with their answers. Throws a PermissionError where none may be read. */
export async function readEvaluations(run: Run, candidates: readonly EvaluationCandidate[]): Promise<WireEvaluation[]> {
  const evaluations = new Map<string, WireEvaluation>();
  const read = async ({ evaluationId, conversationId, formId }: EvaluationCandidate): Promise<void> => {
    const form = forms.get(formId);
    // Another evaluation may have brought the form meanwhile, and shown that it has no labelled question.
    if (form && !isLabelled(run, form)) return;
    // The form comes along only where its bulk look-up gave nothing.
    const input = {
      path: { conversationId, evaluationId },
      ...(form ? {} : { query: { expand: "evaluationForm" } }),
    };
    const document = await askEvaluation(job, input);
    const wire = withForm(document, formId);
    if (wire.evaluationForm) forms.add("evaluation", wire.evaluationForm);
    evaluations.set(wire.id, wire);
    job.count({ fetched: 1 });
  };
  const { job, forms } = run;
  const errands = candidates.map((candidate) => ({
    kind: "evaluation" as const,
    id: candidate.evaluationId,
    ...candidate,
  }));
  for (const id of await hydrate(job, errands, read)) {
    job.findings.problem("evaluation", id, "Genesys lists this evaluation, but does not return it.");
  }
  return [...evaluations.values()].filter((wire) => {
    if (wire.redacted) {
      job.findings.problem("evaluation", wire.id, "It is redacted: this OAuth client may not see its answers.");
    }
    if (isLagging(wire)) job.findings.problem("evaluation", wire.id, whyNotAnswered(statusOfEvaluation(wire)));
    return isWanted(job, { ...wire, status: statusOfEvaluation(wire) }) && !isLagging(wire);
  });
}
