import type { Report } from "../../collect/index.ts";
import type { Spent } from "../../genesys/index.ts";
import type { Organization } from "../organization.ts";
import type { Kind } from "./listed.ts";
import type { RepairCost } from "./repair.ts";
import type { Cell } from "./tally.ts";

/** What the comparison has found. */
export interface Reconciliation extends Report {
  readonly organization: Organization;
  /** When it was compared, and the range, ISO 8601. */
  readonly at: string;
  readonly from: string;
  readonly to: string;
  /** Kinds of responses that were compared. */
  readonly kinds: readonly Kind[];
  readonly cells: readonly Cell[];
  /** Responses that are lost, after the repair where there was one. */
  readonly lost: number;
  /** Those that were lost and are there again; null where nothing was to be repaired. */
  readonly repaired: number | null;
  /** What reading those that are lost would take; null where none is. */
  readonly cost: RepairCost | null;
  /** Whether all was compared and nothing is lost. */
  readonly complete: boolean;
  readonly spent: Spent;
}
