import { type Interval, readTime } from "../../base/index.ts";
import { type EvaluationStub, type FetchContext, type Forms, idsPerRequest, isReadable } from "../../collect/index.ts";
import { contextOf, isLabelled } from "../../csat/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import type { Definition } from "../definition.ts";
import { readDocument } from "../documents/kept-fields.ts";
import { findDocuments, findKinds } from "../documents/lookup.ts";
import { isSelectionNew, readStubs } from "../evaluation-selection.ts";
import { failedLately } from "../problems.ts";
import type { Cost } from "./planning.ts";

/** Names that answers of other forms bring: of people, queues, codes, divisions and teams. */
const names = 5;

/** What a sync reads because labels or questions have changed. */
interface NewlySelected {
  readonly evaluations: number;
  /** Of them, those that are not stored. */
  readonly interactions: number;
  /** Forms whose lead question is to be decided. */
  readonly forms: number;
}

interface Looking {
  readonly context: FetchContext;
  readonly reader: Reader;
  readonly organization: string;
  readonly definition: Definition;
  readonly forms: Forms;
  /** The stretch that is swept in any case, and read then. */
  readonly open: readonly Interval[];
}

/**
 * Answers to read, and requests for their other documents, of evaluations that were listed before and are chosen only
 * now.
 */
export async function planNewlySelected(looking: Looking): Promise<Cost> {
  const { context, reader, organization, definition, forms } = looking;
  const decided = await recallForms(reader, organization, forms);
  if (!(await isSelectionNew(reader, organization, definition))) return { answers: 0, requests: 0 };
  const found = await findNewlySelected(looking, decided);
  const { evaluations: answers } = found;
  if (answers === 0) return { answers, requests: 0 };
  context.findings.note(
    `${answers} ${answers === 1 ? "evaluation that was" : "evaluations that were"} listed before would be read, ` +
      "since other labels or questions choose them now.",
  );
  // Their versions are listed form by form, and read together.
  const leads = found.forms === 0 ? 0 : found.forms + 1;
  return { answers, requests: Math.ceil(found.interactions / idsPerRequest) + leads + names };
}

/** Takes the versions of evaluation forms that are stored, and returns the forms whose lead question is decided. */
async function recallForms(reader: Reader, organization: string, forms: Forms): Promise<ReadonlySet<string>> {
  const decided = new Set<string>();
  for (const { kind, id, json } of await findKinds(
    reader,
    organization,
    ["evaluation-form", "form-lead"],
    "kind, id, json",
  )) {
    if (kind === "form-lead") decided.add(String(id));
    else forms.recall("evaluation", readDocument("evaluation-form", id, json));
  }
  return decided;
}

async function findNewlySelected(looking: Looking, decided: ReadonlySet<string>): Promise<NewlySelected> {
  const { reader, organization, forms } = looking;
  let evaluations = 0;
  const interactions = new Set<string>();
  const contexts = new Set<string>();
  for await (const seen of readStubs(reader, organization)) {
    await forms.load(
      "evaluation",
      [...seen.values()].map(({ formId }) => formId),
    );
    for (const { formId, conversationId } of await findUnread(looking, seen)) {
      evaluations += 1;
      interactions.add(conversationId);
      const form = forms.get(formId);
      if (form && !decided.has(contextOf(form))) contexts.add(contextOf(form));
    }
  }
  const wanted = [...interactions].map((id) => ({ kind: "interaction", id }) as const);
  const stored = await findDocuments(reader, organization, wanted);
  return { evaluations, interactions: interactions.size - stored.length, forms: contexts.size };
}

/** Those of the evaluations that are chosen, not stored, and worth a request. */
async function findUnread(
  { context, reader, organization, definition, forms, open }: Looking,
  seen: ReadonlyMap<string, EvaluationStub>,
): Promise<readonly EvaluationStub[]> {
  const ids = [...seen.keys()];
  const wanted = ids.map((id) => ({ kind: "evaluation", id }) as const);
  const stored = new Set((await findDocuments(reader, organization, wanted)).map(({ id }) => id));
  const failed = await failedLately(
    { warehouse: reader, store: { organizationId: organization }, clock: context.clock },
    "evaluation",
    ids,
  );
  return [...seen].flatMap(([id, stub]) => {
    const form = forms.get(stub.formId);
    const chosen = form === null || isLabelled(form, definition);
    const time = readTime(stub.submitted) ?? Number.NaN;
    const swept = open.some(({ from, to }) => time >= from && time < to);
    return chosen && !swept && isReadable(stub) && !stored.has(id) && !failed.has(id) ? [stub] : [];
  });
}
