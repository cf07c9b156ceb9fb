import type { Interval } from "../base/index.ts";
import { decidesChoice, type EvaluationStub, withoutInteractions } from "../collect/index.ts";
import { readEvaluationAnswers } from "../csat/index.ts";
import type { Reader } from "../warehouse/index.ts";
import type { SyncContext } from "./context.ts";
import type { Definition } from "./definition.ts";
import { readDocument } from "./documents/kept-fields.ts";
import { type FetchTask, readEvaluations, readListedEvaluations } from "./sweeps/read-evaluations.ts";

/**
 * Labels and questions choose which evaluations are read. When they have changed, those that were listed before and are
 * chosen now are read; they were all noted when they were listed, so nothing is searched again.
 */
export async function readNewlySelected(
  context: SyncContext,
  _range: Interval,
  { finish }: { readonly finish: () => Promise<void> },
): Promise<void> {
  const { warehouse, store, request } = context;
  const organization = store.organizationId;
  const before = await storedSelection(warehouse, organization);
  const selection = selectionOf(request);
  if (before === selection) return;
  if (before !== null) {
    for await (const seen of readStubs(warehouse, organization)) await readAll(context, seen);
    await finish();
  }
  await warehouse.transaction((tx) => tx.put("fact", [{ name: nameOf(organization), value: selection }]));
}

/** Those that are chosen now and were not read, and those read in bulk of which only a text says whether they are. */
async function readAll(context: SyncContext, seen: ReadonlyMap<string, EvaluationStub>): Promise<void> {
  const { store, forms, request } = context;
  await readListedEvaluations(withoutInteractions(context), seen);
  await store.flush();
  const asked = [...seen].filter(([, { formId }]) => {
    const form = forms.get(formId);
    return form !== null && decidesChoice(form, [], request);
  });
  const documents = await store.read(
    "evaluation",
    asked.map(([id]) => id),
  );
  const tasks = asked.flatMap(([id, stub]): FetchTask[] => {
    const [document, form] = [documents.get(id), forms.get(stub.formId)];
    if (!document || !form || document.bulk?.textsRead !== false) return [];
    const isOpen = decidesChoice(form, readEvaluationAnswers(document, form), request);
    return isOpen ? [{ kind: "evaluation", id, stub }] : [];
  });
  if (tasks.length > 0) await readEvaluations(withoutInteractions(context), tasks);
}

/** Whether other labels or questions chose the evaluations of a warehouse. */
export async function isSelectionNew(reader: Reader, organization: string, definition: Definition): Promise<boolean> {
  const before = await storedSelection(reader, organization);
  return before !== null && before !== selectionOf(definition);
}

/** Every evaluation that was listed, some thousand at a time. */
export async function* readStubs(
  reader: Pick<Reader, "stream">,
  organization: string,
): AsyncGenerator<ReadonlyMap<string, EvaluationStub>> {
  const stubs = reader.stream(
    "SELECT id, json FROM document WHERE organization_id = $organization AND kind = 'evaluation-sighting'",
    { organization },
  );
  for await (const batch of stubs) {
    yield new Map(batch.map(({ id, json }) => [String(id), readDocument("evaluation-sighting", id, json)]));
  }
}

const nameOf = (organization: string): string => `steering ${organization}`;

const selectionOf = ({ labels, questions }: Definition): string =>
  JSON.stringify([[...labels].sort(), [...questions].sort()]);

async function storedSelection(reader: Pick<Reader, "query">, organization: string): Promise<string | null> {
  const [row] = await reader.query("SELECT value FROM fact WHERE name = $name", { name: nameOf(organization) });
  return typeof row?.["value"] === "string" ? row["value"] : null;
}
