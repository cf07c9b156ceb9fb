import { DateTime } from "luxon";
import { isStorableTime } from "../../base/index.ts";
import { createRedactor, defaultRedaction, type Redaction } from "../../csat/index.ts";
import type { Warehouse } from "../../warehouse/index.ts";
import { openAddressKey } from "./address-key.ts";
import type { KeepRules } from "./kept-document.ts";

export const periodUnits = ["days", "weeks", "months", "years"] as const;

/** A length of time by the calendar. */
export interface KeptFor {
  readonly count: number;
  readonly unit: (typeof periodUnits)[number];
}

/** How long things are kept, by the time of their response; null for ever. */
export interface Retention {
  /** Free texts. */
  readonly comments: KeptFor | null;
  /** Ids and names of agents and evaluators. */
  readonly agents: KeptFor | null;
  /** The documents that rows are made of. */
  readonly documents: KeptFor | null;
}

/** What protects the people that a warehouse is about. */
export interface Privacy {
  readonly redaction: Redaction;
  readonly retention: Retention;
}

export const defaultPrivacy: Privacy = {
  redaction: defaultRedaction,
  retention: { comments: null, agents: null, documents: null },
};

/**
 * The rules by which documents are kept in a warehouse.
 * @param now by Genesys' clock, milliseconds since 1970
 */
export async function openKeepRules(
  warehouse: Pick<Warehouse, "place" | "query" | "transaction">,
  { redaction, retention }: Privacy,
  now: number,
): Promise<KeepRules> {
  return {
    hashAddress: await openAddressKey(warehouse),
    redaction,
    redact: createRedactor(redaction),
    textsFrom: startOf(retention.comments, now),
    agentsFrom: startOf(retention.agents, now),
    documentsFrom: startOf(retention.documents, now),
    now,
  };
}

/** What is older than this is kept no longer. */
function startOf(period: KeptFor | null, now: number): number {
  if (period === null) return Number.NEGATIVE_INFINITY;
  const start = DateTime.fromMillis(now, { zone: "utc" })
    .minus({ [period.unit]: period.count })
    .toMillis();
  return isStorableTime(start) ? start : Number.NEGATIVE_INFINITY;
}
