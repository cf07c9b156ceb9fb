import { join } from "node:path";
import type { Interval } from "../../src/base/index.ts";
import { createContext, createFindings, defaultRequest } from "../../src/collect/index.ts";
import type { SyncContext } from "../../src/sync/context.ts";
import { createStore } from "../../src/sync/documents/store.ts";
import { defaultSync } from "../../src/sync/index.ts";
import { createLeases } from "../../src/sync/leases.ts";
import { openWarehouse } from "../../src/warehouse/index.ts";
import { newFolder } from "../new-folder.ts";
import { asItCame } from "../orgs/as-it-came.ts";
import type { Sandboxed } from "./sandboxed.ts";

/** What the steps of a sync share, with a warehouse in a folder of its own. */
export async function openSyncContext(
  { genesys, clock }: Pick<Sandboxed, "genesys" | "clock">,
  range: Interval,
): Promise<SyncContext & AsyncDisposable> {
  const warehouse = await openWarehouse(join(newFolder(), "test.duckdb"));
  const request = defaultRequest(range);
  const leases = createLeases(warehouse, { organizationId: "org", owner: "run", clock, signal: undefined });
  return {
    ...createContext({ genesys, request, findings: createFindings(), clock, signal: undefined, count() {} }),
    ...{ warehouse, leases, store: createStore(warehouse, "org", asItCame, clock), listed: new Map() },
    horizon: defaultSync().horizon,
    [Symbol.asyncDispose]: () => warehouse[Symbol.asyncDispose](),
  };
}
