import {
  type Moment,
  readClock,
  readFlag,
  readFunction,
  readOptions,
  readPeriod,
  readSignal,
  type Shape,
} from "../base/index.ts";
import type { Genesys } from "../genesys/index.ts";
import {
  type ReconcileOptions as CheckedOptions,
  type Reconciliation,
  reconcile as reconcileChecked,
} from "../sync/index.ts";
import type { Warehouse } from "../warehouse/index.ts";
import { checkedGenesys, checkedWarehouse } from "./handles.ts";
import { inTurn } from "./in-turn.ts";
import { interruptible, readRequest, type SyncRequest } from "./sync.ts";

/** How a warehouse is compared with Genesys. */
export interface ReconcileOptions extends Omit<CheckedOptions, "range"> {
  /** The range of events to compare. @default everything that the warehouse is to hold */
  readonly range?: { readonly from: Moment; readonly to: Moment };
}

const shape: Shape<CheckedOptions> = {
  range: readPeriod,
  repair: readFlag,
  onCost: readFunction(),
  onProgress: readFunction(),
  signal: readSignal,
  clock: readClock,
};

/**
 * Compares the warehouse with Genesys' own counts, response by response: each that Genesys counts and the warehouse lacks is late, not
 * permitted, deleted, erased, redacted, or lost. With `repair`, what is lost is read, and nothing else. `request` is that of `sync`.
 * @throws {UsageError} for arguments that do not fit, and a warehouse that holds nothing of the organization or of the range
 * @throws {PermissionError} where nothing may be counted
 * @throws {CredentialsError} {@link UnreachableError} and, when `signal` aborts, {@link InterruptedError}
 */
export async function reconcile(
  genesys: Genesys,
  warehouse: Warehouse,
  request: SyncRequest = {},
  options: ReconcileOptions = {},
): Promise<Reconciliation> {
  const client = checkedGenesys(genesys, "reconcile");
  const open = checkedWarehouse(warehouse, "reconcile");
  const wanted = readRequest("reconcile", client, request);
  const checked = readOptions<CheckedOptions>(options, "reconcile: options", shape);
  return interruptible(inTurn(open, () => reconcileChecked(client, open, wanted, checked), checked.signal));
}
