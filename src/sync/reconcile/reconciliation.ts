import type { Report } from "../../collect/index.ts";
import type { Spent } from "../../genesys/index.ts";
import type { Organization } from "../organization.ts";
import type { Kind } from "./listed.ts";
import type { RepairCost } from "./repair.ts";
import type { Cell } from "./tally.ts";

/** What the comparison has found. */
export type Reconciliation = Comparison & (WithoutLoss | WithLoss);

interface Comparison extends Report {
  readonly organization: Organization;
  /** When it was compared, and the range, ISO 8601. */
  readonly at: string;
  readonly from: string;
  readonly to: string;
  /** Kinds of responses that were compared. */
  readonly kinds: readonly Kind[];
  readonly cells: readonly Cell[];
  /** Whether all was compared and nothing is lost. */
  readonly complete: boolean;
  readonly spent: Spent;
}

/** Nothing was lost, and nothing to be repaired. */
interface WithoutLoss {
  readonly lost: 0;
  readonly repaired: null;
  readonly cost: null;
}

interface WithLoss {
  /** Responses that are lost, after the repair where there was one. */
  readonly lost: number;
  /** Those that were lost and are there again; null where nothing was to be repaired. */
  readonly repaired: number | null;
  /** What reading all that were lost takes. */
  readonly cost: RepairCost;
}
