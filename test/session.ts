import { join } from "node:path";
import type { Interval } from "../src/base/index.ts";
import { createFindings, createForms, createNames, defaultRequest, type Job } from "../src/collect/index.ts";
import { createStore } from "../src/sync/documents/store.ts";
import { defaultSync } from "../src/sync/index.ts";
import type { Session } from "../src/sync/session.ts";
import { openWarehouse } from "../src/warehouse/index.ts";
import { newFolder } from "./new-folder.ts";
import type { Sandboxed } from "./sandboxed.ts";

/** What the steps of a sync share, with a warehouse in a folder of its own. */
export async function openSession(
  { genesys, clock }: Pick<Sandboxed, "genesys" | "clock">,
  range: Interval,
): Promise<Session & AsyncDisposable> {
  const folder = newFolder();
  const warehouse = await openWarehouse(join(folder, "test.duckdb"));
  const store = createStore(warehouse, "org", (address) => address, clock);
  const request = defaultRequest(range);
  const job: Job = { genesys, request, findings: createFindings(), clock, signal: undefined, count() {} };
  return {
    ...{ warehouse, store, job, clock, request: defaultSync(), forms: createForms(job), names: createNames(job) },
    listed: new Map(),
    [Symbol.asyncDispose]: () => warehouse[Symbol.asyncDispose](),
  };
}
