import { type Interval, readTime } from "../../base/index.ts";
import { type Context, type EvaluationStub, idsPerRequest, isReadable } from "../../collect/index.ts";
import { contextOf, isLabelled } from "../../csat/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import type { Definition } from "../definition.ts";
import { findDocuments } from "../documents/lookup.ts";
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
  /** With the forms that are stored. */
  readonly context: Context;
  readonly reader: Reader;
  readonly organization: string;
  readonly definition: Definition;
  /** Forms, by context id, whose lead question is decided. */
  readonly decided: ReadonlySet<string>;
  /** The stretch that is swept in any case, and read then. */
  readonly open: readonly Interval[];
}

/**
 * Answers to read, and requests for their other documents, of evaluations that were listed before and are chosen only
 * now.
 */
export async function planNewlySelected(looking: Looking): Promise<Omit<Cost, "reading">> {
  const { context, reader, organization, definition } = looking;
  if (!(await isSelectionNew(reader, organization, definition))) return { answers: 0, requests: 0 };
  const found = await findNewlySelected(looking);
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

async function findNewlySelected(looking: Looking): Promise<NewlySelected> {
  const { reader, organization, decided } = looking;
  const { forms } = looking.context;
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
  { context, reader, organization, definition, open }: Looking,
  seen: ReadonlyMap<string, EvaluationStub>,
): Promise<readonly EvaluationStub[]> {
  const { forms } = context;
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
