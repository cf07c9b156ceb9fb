import { Secret } from "../../src/base/index.ts";
import { createGenesys } from "../../src/genesys/index.ts";
import {
  createMovableClock,
  type MovableClock,
  openSandbox,
  type Sandbox,
  type SandboxOptions,
} from "../../src/sandbox/index.ts";
import {
  defaultSync,
  planSync,
  type ReconcileOptions,
  type Reconciliation,
  reconcile,
  type SyncOptions,
  type SyncPlan,
  type SyncRequest,
  type SyncResult,
  sync,
} from "../../src/sync/index.ts";
import type { Row, Warehouse } from "../../src/warehouse/index.ts";
import { keepSecret } from "../printed.ts";
import { type EmptyWarehouse, openEmptyWarehouse, tableWithout } from "./engine.ts";
import { present } from "./sandboxed.ts";

export interface Synced extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly clock: MovableClock;
  readonly warehouse: EmptyWarehouse;
  /** Into its warehouse, or through another view of it. */
  sync(changes?: Partial<SyncRequest>, options?: Omit<SyncOptions, "clock">, into?: Warehouse): Promise<SyncResult>;
  plan(changes?: Partial<SyncRequest>, of?: Warehouse): Promise<SyncPlan>;
  reconcile(
    options?: Omit<ReconcileOptions, "clock">,
    changes?: Partial<SyncRequest>,
    of?: Warehouse,
  ): Promise<Reconciliation>;
  /** All rows of a table in order, without the columns that show when something was read or has changed. */
  table(name: string): Promise<readonly Row[]>;
}

/** A sandbox, a clock that is moved, and an empty warehouse of its own. */
export async function openSynced(options: SandboxOptions = {}, start: number = present): Promise<Synced> {
  const clock = createMovableClock(start);
  const sandbox = await openSandbox({ clock, limit: "off", ...options });
  return openOn(sandbox, clock, async () => sandbox[Symbol.asyncDispose]());
}

/** Another warehouse for the same sandbox, which stays open. */
export const openSecondWarehouse = ({ sandbox, clock }: Synced): Promise<Synced> =>
  openOn(sandbox, clock, async () => {});

async function openOn(sandbox: Sandbox, clock: MovableClock, close: () => Promise<void>): Promise<Synced> {
  const warehouse = await openEmptyWarehouse();
  // A client of its own for each run, as a process has: all knowledge is in the warehouse alone.
  const connect = () =>
    createGenesys({
      clientId: sandbox.clientId,
      clientSecret: new Secret(sandbox.clientSecret),
      hosts: { api: sandbox.url, login: sandbox.url },
      clock,
    });
  return {
    sandbox,
    clock,
    warehouse,
    async plan(changes, of = warehouse) {
      await using genesys = connect();
      return await planSync(genesys, of, defaultSync(changes), { clock });
    },
    async sync(changes, options, into = warehouse) {
      await using genesys = connect();
      return await sync(genesys, into, defaultSync(changes), { ...options, clock });
    },
    async reconcile(options, changes, of = warehouse) {
      await using genesys = connect();
      return await reconcile(genesys, of, defaultSync(changes), { ...options, clock });
    },
    table: (name) => readTable(warehouse, name),
    async [Symbol.asyncDispose]() {
      for (const secret of [sandbox.clientSecret, ...sandbox.tokens()]) keepSecret(secret);
      await warehouse[Symbol.asyncDispose]();
      await close();
    },
  };
}

/** The same of any warehouse. */
export const readTable = (warehouse: Pick<Warehouse, "query">, name: string): Promise<readonly Row[]> =>
  tableWithout(warehouse, name, without[name]);

const without: Readonly<Record<string, readonly string[]>> = {
  response: ["change_id", "changed_at", "answers_change_id", "legs_change_id", "legs_changed_at"],
  csat_response: ["change_id", "changed_at"],
  answer: ["change_id", "changed_at"],
  leg: ["change_id"],
  document: ["fetched_at"],
  problem: ["first_seen", "last_seen"],
};
