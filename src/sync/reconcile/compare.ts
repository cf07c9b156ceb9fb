import type { Interval } from "../../base/index.ts";
import { type EvaluationStub, isFinished } from "../../collect/index.ts";
import type { SyncContext } from "../context.ts";
import { readCircumstances } from "./circumstances.ts";
import { findDeletedSince, findHeardLate, findSubmitted } from "./confirm.ts";
import { type Circumstances, type Explanation, explain } from "./explain.ts";
import { type Held, readHeld } from "./held.ts";
import { type Counted, isCounted, type Kind, listResponses } from "./listed.ts";
import { createScoreCheck, scoresDiffer } from "./scores.ts";

/** A response that Genesys counts and the warehouse lacks, or lacks answers of, without an explanation. */
export interface Lost extends Pick<Circumstances, "stored" | "hasDocument"> {
  readonly kind: Kind;
  readonly listed: Counted;
  readonly held: Held | undefined;
  /** An evaluation as the search lists it; null where it was not asked. */
  readonly stub: EvaluationStub | null;
}

/** Takes each response that Genesys counts, and why the warehouse lacks it; null where it does not. */
type Take = (kind: Kind, listed: Counted, explanation: Explanation | null) => void;

/** Compares each response of a range that Genesys counts with what the warehouse has of it; returns the lost ones, which nobody took. */
export async function compare(
  context: SyncContext,
  kind: Kind,
  { range, lateFrom }: { readonly range: Interval; readonly lateFrom: number },
  take: Take,
): Promise<readonly Lost[]> {
  const seen = new Set<string>();
  const deleted = new Set<string>();
  const lost: Lost[] = [];
  const scores = createScoreCheck();
  for await (const responses of listResponses(context, kind, range)) {
    for (const { id, deleted: isDeleted } of responses) if (isDeleted) deleted.add(id);
    const counted = responses
      .filter(isCounted)
      .filter(({ id }) => !seen.has(id))
      .map((one) => ({ ...one, deleted: deleted.has(one.id) }));
    for (const { id } of counted) seen.add(id);
    context.count({ found: counted.length });
    for (const { listed, held, circumstances } of await lookUp(context, kind, counted, lateFrom)) {
      scores.add(listed, held);
      const explanation = circumstances && explain(kind, listed, held, circumstances);
      if (circumstances === null || explanation !== "lost") take(kind, listed, explanation);
      else {
        const { stored, hasDocument } = circumstances;
        lost.push({ kind, listed, held, stored, hasDocument, stub: null });
      }
    }
  }
  const isOfOtherScale = ({ listed, held }: Lost): boolean =>
    held?.lacksAnswers === false && scoresDiffer(listed, held) && scores.hasOtherScale(listed.formId);
  const others = lost.filter(isOfOtherScale);
  for (const { listed } of others) take(kind, listed, null);
  for (const formId of new Set(others.map(({ listed }) => listed.formId)))
    context.findings.note(`Most scores of the form ${formId} differ from those of analytics: they are not compared.`);
  return confirmLost(
    context,
    kind,
    lost.filter((one) => !isOfOtherScale(one)),
    take,
  );
}

/** Each with its row, and with what is known of it where that is not whole. */
export async function lookUp(
  context: SyncContext,
  kind: Kind,
  counted: readonly Counted[],
  lateFrom: number,
): Promise<
  readonly { readonly listed: Counted; readonly held: Held | undefined; readonly circumstances: Circumstances | null }[]
> {
  const { warehouse, store } = context;
  const rows = await readHeld(
    warehouse,
    store.organizationId,
    kind,
    counted.map(({ id }) => id),
  );
  const unclear = counted.filter((listed) => explain(kind, listed, rows.get(listed.id), unknown) !== null);
  const known = await readCircumstances(
    context,
    kind,
    unclear.map(({ id }) => id),
    lateFrom,
  );
  return counted.map((listed) => ({
    listed,
    held: rows.get(listed.id),
    circumstances: known.get(listed.id) ?? null,
  }));
}

const unknown: Circumstances = {
  ...{
    lateFrom: Number.POSITIVE_INFINITY,
    stored: false,
    hasDocument: false,
    rowless: null,
    erased: false,
    problem: null,
  },
};

/** Asks Genesys once more about those that seem lost: they may be gone since, or not be submitted yet. */
async function confirmLost(
  context: SyncContext,
  kind: Kind,
  lost: readonly Lost[],
  take: Take,
): Promise<readonly Lost[]> {
  const unread = lost.filter(({ held }) => held === undefined || !isFinished(held.status));
  const ids = unread.map(({ listed }) => listed.id);
  if (ids.length === 0) return lost;
  if (kind === "survey") {
    const gone = await findDeletedSince(context, ids);
    const unheard = unread.filter(({ held, stored, listed }) => (held || !stored) && !gone.has(listed.id));
    const heardLate = await findHeardLate(
      context,
      unheard.map(({ listed }) => listed),
    );
    for (const { listed } of lost)
      if (gone.has(listed.id) || heardLate.has(listed.id)) take(kind, listed, gone.has(listed.id) ? "deleted" : "late");
    return lost.filter(({ listed }) => !gone.has(listed.id) && !heardLate.has(listed.id));
  }
  const submitted = await findSubmitted(context, ids);
  if (submitted === null) return lost;
  const asked = new Set(ids);
  const isOpen = ({ listed: { id } }: Lost): boolean =>
    asked.has(id) && (submitted.get(id)?.submitted ?? null) === null;
  for (const one of lost) if (isOpen(one)) take(kind, one.listed, "late");
  return lost.filter((one) => !isOpen(one)).map((one) => ({ ...one, stub: submitted.get(one.listed.id) ?? null }));
}
