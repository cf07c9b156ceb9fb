import { createRedactor, defaultRedaction, type Redaction } from "../../csat/index.ts";
import type { Warehouse } from "../../warehouse/index.ts";
import { openAddressKey } from "./addresses.ts";
import type { KeepRules } from "./kept-document.ts";

/** What protects the people that a warehouse is about. */
export interface Privacy {
  readonly redaction: Redaction;
}

export const defaultPrivacy: Privacy = { redaction: defaultRedaction };

/** The rules by which documents are kept in a warehouse. */
export async function openKeepRules(
  warehouse: Pick<Warehouse, "place" | "transaction">,
  { redaction }: Privacy,
): Promise<KeepRules & Privacy> {
  const redact = createRedactor(redaction);
  return { hashAddress: await openAddressKey(warehouse), textsOf: () => redact, redaction };
}
