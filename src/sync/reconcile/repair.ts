import { isoTime } from "../../base/index.ts";
import {
  chunks,
  type EvaluationStub,
  evaluationStub,
  idsPerRequest,
  isFinished,
  isReadable,
  type SurveyStub,
  withoutInteractions,
} from "../../collect/index.ts";
import { isLabelled } from "../../csat/index.ts";
import type { SyncContext } from "../context.ts";
import { linkAndName } from "../link.ts";
import {
  forgetRepair,
  noteRepair,
  readMissingInteractions,
  readMissingNames,
  wasRepairCutShort,
} from "../missing-names.ts";
import { readEvaluations } from "../sweeps/read-evaluations.ts";
import { readAnswers } from "../sweeps/survey-sweep.ts";
import type { Lost } from "./compare.ts";
import { findCreated } from "./created.ts";

/** What reading lost responses takes. */
export interface RepairCost {
  /** Documents to read, one request each. */
  readonly documents: number;
  /** With their interactions and the times when surveys were sent; names and forms that nothing else has brought come on top. */
  readonly requests: number;
}

/** Responses in memory together. */
const batchSize = 1_000;

/**
 * Reads what was lost, and nothing else: rows are made of documents that are stored, and only the others are asked for. Where it does
 * not come to its end, the next repair or sync asks for the interactions and names that are missing of what it has stored.
 */
export async function repair(context: SyncContext, lost: readonly Lost[], finish: () => Promise<void>): Promise<void> {
  const { warehouse, store } = context;
  const resumed = await wasRepairCutShort(warehouse, store.organizationId);
  await warehouse.transaction((tx) => noteRepair(tx, store.organizationId));
  await forgetRows(context, lost);
  for (const chunk of chunks(lost.filter(isOf("survey")), batchSize)) await repairSurveys(context, chunk);
  for (const chunk of chunks(lost.filter(isOf("evaluation")), batchSize)) await repairEvaluations(context, chunk);
  await finish();
  if (resumed) {
    await readMissingInteractions(context);
    await finish();
    await readMissingNames(context);
    await finish();
  }
  await warehouse.transaction((tx) => forgetRepair(tx, store.organizationId));
}

const isOf =
  (kind: Lost["kind"]) =>
  (one: Lost): boolean =>
    one.kind === kind;

/** What it would take, as far as the stored forms show it. */
export function costOf(context: SyncContext, lost: readonly Lost[]): RepairCost {
  const documents = lost.filter((one) => needsDocument(context, one)).length;
  const unlisted = lost.filter(({ held }) => held === undefined);
  const interactions = new Set(unlisted.map(({ listed }) => listed.conversationId)).size;
  const surveys = unlisted.filter(isOf("survey")).length;
  const requests = documents + Math.ceil(interactions / idsPerRequest) + Math.ceil(surveys / idsPerRequest);
  return { documents, requests };
}

/** Whether its document has to be read: it is not stored, or is the one that lacks the answers. */
function needsDocument(context: SyncContext, one: Lost): boolean {
  const { kind, listed, held, hasDocument } = one;
  if (hasDocument && (held === undefined || held.lacksAnswers)) return false;
  if (kind === "survey") return isFinished(listed.status);
  const stub = stubOf(one);
  const form = context.forms.get(listed.formId);
  return stub !== null && isReadable(stub) && (form === null || isLabelled(form, context.request));
}

/** Lets rows be made again, and written, even where they come out as they were; notes all of them as not derived. */
async function forgetRows({ warehouse, store }: SyncContext, lost: readonly Lost[]): Promise<void> {
  const organization = store.organizationId;
  for (const chunk of chunks(lost, batchSize)) {
    const ids = chunk.map(({ listed }) => listed.id);
    await warehouse.transaction(async (tx) => {
      await tx.run(
        `UPDATE response SET row_hash = NULL, answer_hash = NULL, attribution_hash = NULL
         WHERE organization_id = $organization AND response_id IN (SELECT unnest($ids))`,
        { organization, ids },
      );
      // Of a row that is gone, its answers may still be there.
      for (const table of ["answer", "attribution"])
        await tx.run(
          `DELETE FROM ${table} WHERE organization_id = $organization AND response_id IN (SELECT unnest($ids))
           AND response_id NOT IN (SELECT response_id FROM response WHERE organization_id = $organization)`,
          { organization, ids },
        );
      await tx.append(
        "underived",
        chunk.map(({ kind, listed }) => ({ organization_id: organization, source: kind, response_id: listed.id })),
      );
    });
  }
}

async function repairSurveys(context: SyncContext, lost: readonly Lost[]): Promise<void> {
  const { store } = context;
  const seen = new Map<string, SurveyStub>();
  const known = await store.fetchedAt(
    "survey-sighting",
    lost.map(({ listed }) => listed.id),
  );
  const created = await findCreated(
    context,
    lost.flatMap(({ listed }) => (known.has(listed.id) ? [] : [listed])),
  );
  for (const { listed } of lost) {
    if (listed.stub === null) continue;
    const sent = created.get(listed.id);
    const stub = { ...listed.stub, ...(sent === undefined ? {} : { created: sent }) };
    seen.set(listed.id, stub);
    store.keep("survey-sighting", listed.id, stub, { parentId: stub.conversationId });
  }
  const wanted = lost
    .filter((one) => needsDocument(context, one))
    .map(({ listed: { id, conversationId, formId } }) => ({ surveyId: id, conversationId, formId, queueId: null }));
  for (const { surveyId } of wanted) context.findings.solve("survey", surveyId);
  await readAnswers(withoutInteractions(context), seen, wanted);
}

async function repairEvaluations(context: SyncContext, lost: readonly Lost[]): Promise<void> {
  const { store, forms } = context;
  const formIds = lost.map(({ listed }) => listed.formId);
  await forms.load("evaluation", formIds);
  const tasks = lost.flatMap((one) => {
    const stub = stubOf(one);
    if (stub === null) return [];
    if (needsDocument(context, one)) return [{ kind: "evaluation" as const, id: one.listed.id, stub }];
    if (!one.hasDocument) store.keep("evaluation-sighting", one.listed.id, stub, { parentId: stub.conversationId });
    return [];
  });
  for (const { id } of tasks) context.findings.solve("evaluation", id);
  const evaluations = await readEvaluations(context, tasks);
  await forms.decideLeads(
    "evaluation",
    tasks.map(({ stub }) => stub.formId),
  );
  const conversations = tasks.map(({ stub }) => stub.conversationId);
  await linkAndName(withoutInteractions(context), conversations, { evaluations });
}

/** As the search lists it, else as its counts show it; null where they do not name its interaction. */
function stubOf({ listed, stub }: Lost): EvaluationStub | null {
  if (stub !== null) return stub;
  const { conversationId, formId, at } = listed;
  if (conversationId === null) return null;
  return evaluationStub({ conversationId, formId, status: "Finished", submitted: isoTime(at) });
}
