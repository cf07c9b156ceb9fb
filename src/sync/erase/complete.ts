import type { Clock } from "../../base/index.ts";
import { toInteractionUrl } from "../../collect/index.ts";
import { isOutOfMemory, type Warehouse } from "../../warehouse/index.ts";
import { type Definition, definitionId } from "../definition.ts";
import { derive, rederive, storedDefinition } from "../derive/derive.ts";
import { readErasures } from "../documents/erasures.ts";
import { createFlaws } from "../documents/flaws.ts";
import type { KeepRules } from "../documents/kept-document.ts";
import { eraseAgent } from "./agent.ts";
import { eraseCustomer } from "./customer.ts";
import type { ErasedParts, Erasing, Writing } from "./erasing.ts";
import { eraseInteractions } from "./interactions.ts";
import { notePending, type PendingErasure, readPending, writeReceipt } from "./pending.ts";

/** What erasing in one organization needs, while nobody else derives its rows. */
export interface EraseContext extends Pick<Erasing, "onFound"> {
  readonly warehouse: Warehouse;
  readonly organization: string;
  readonly rules: KeepRules;
  /** By which the rows of an agent's responses are derived again. */
  readonly definition: Definition;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
}

/** What was erased, with the id and time of its receipt. */
export interface Receipt extends ErasedParts {
  readonly id: string;
  readonly kind: PendingErasure["kind"];
  /** ISO 8601. */
  readonly erasedAt: string;
}

/** Completes what killed processes had begun to erase, and writes the receipts that they did not. */
export async function finishErasures(context: EraseContext): Promise<readonly Receipt[]> {
  const receipts: Receipt[] = [];
  for (const pending of await readPending(context.warehouse, context.organization))
    receipts.push(await completeErasure(context, pending, true));
  return receipts;
}

/**
 * Erases something from its beginning, or from wherever it was stopped, and writes the receipt. Where memory lacked it goes on as after
 * a kill, and the warehouse has more of it then.
 */
export async function completeErasure(
  context: EraseContext,
  pending: PendingErasure,
  isResumed: boolean,
): Promise<Receipt> {
  try {
    return await complete(context, pending, isResumed);
  } catch (error) {
    if (!isOutOfMemory(error)) throw error;
    const begun = await readPending(context.warehouse, context.organization);
    return await complete(
      context,
      pending,
      begun.some(({ id }) => id === pending.id),
    );
  }
}

async function complete(context: EraseContext, pending: PendingErasure, isResumed: boolean): Promise<Receipt> {
  const { warehouse, organization, rules, clock, signal, onFound } = context;
  const { id, kind, at, values } = pending;
  const { hashAddress } = rules;
  const erasures = await readErasures(warehouse, organization, hashAddress);
  const shared = { organization, hashAddress, signal };
  const note: Writing["note"] = (tx, counts = {}) => notePending(tx, organization, pending, counts);
  const writing = { ...shared, warehouse, erasures, clock, at, isResumed, note };
  const parts = await eraseThing({ ...shared, reader: warehouse, writing, onFound }, kind, values);
  if (kind === "agent") await deriveAgain(context);
  const counts = await warehouse.transaction((tx) => writeReceipt(tx, organization, pending), signal);
  return { ...parts, counts, id, kind, erasedAt: at };
}

export function eraseThing(
  erasing: Erasing,
  kind: PendingErasure["kind"],
  values: readonly string[],
): Promise<ErasedParts> {
  if (kind === "customer") return eraseCustomer(erasing, values);
  return kind === "agent" ? eraseAgent(erasing, values.join()) : eraseInteractions(erasing, values);
}

async function deriveAgain(context: EraseContext): Promise<void> {
  const { warehouse, organization, definition, rules, clock, signal } = context;
  const [row] = await warehouse.query(
    "SELECT interaction_url FROM organization WHERE organization_id = $organization",
    { organization },
  );
  const url = row?.["interaction_url"];
  const options = {
    ...{ organizationId: organization, definition, clock, signal },
    interactionUrl: toInteractionUrl(typeof url === "string" ? url : null),
    now: clock.now(),
    flaws: createFlaws(organization),
    rules,
  };
  const isSame = (await storedDefinition(warehouse, organization)) === definitionId(definition);
  await (isSame ? derive : rederive)(warehouse, options);
}

/** That erasures of a killed process are complete, for whoever reads what a sync has done. */
export const describeFinished = ({ id, erasedAt }: Receipt): string =>
  `The erasure that was interrupted on ${erasedAt.slice(0, 10)} is complete: receipt ${id}.`;
