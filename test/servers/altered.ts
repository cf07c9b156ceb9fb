import { type Interval, Secret } from "../../src/base/index.ts";
import { defaultRequest, type Extraction, type ExtractRequest, extract } from "../../src/extract/index.ts";
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
  type ReconcileOptions,
  type Reconciliation,
  reconcile,
  type SyncRequest,
  type SyncResult,
  sync,
} from "../../src/sync/index.ts";
import type { Row, Warehouse } from "../../src/warehouse/index.ts";
import { keepSecret } from "../printed.ts";
import { openEmptyWarehouse } from "./engine.ts";
import { type Answer, type Asked, type Loopback, openLoopback } from "./loopback.ts";
import { present } from "./sandboxed.ts";

/** What came from the sandbox, or what comes in its place; undefined leaves it as it is. */
export type Alter = (asked: Asked, document: unknown) => Answer | undefined | Promise<Answer | undefined>;

export interface Altered extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly clock: MovableClock;
  readonly warehouse: Warehouse;
  readonly server: Loopback;
  extract(range: Interval, changes?: Partial<ExtractRequest>): Promise<Extraction>;
  sync(changes?: Partial<SyncRequest>): Promise<SyncResult>;
  reconcile(options?: Omit<ReconcileOptions, "clock">): Promise<Reconciliation>;
  query(sql: string): Promise<readonly Row[]>;
}

/** What stands in front of a server and passes on its answers, through `alter`. */
export const alterAnswers = (url: string, alter: Alter): Promise<Loopback> =>
  openLoopback(async (asked) => {
    const query = asked.query.size > 0 ? `?${asked.query.toString()}` : "";
    const { authorization = "", "content-type": type = "application/json" } = asked.headers;
    const response = await fetch(`${url}${asked.path}${query}`, {
      method: asked.method,
      headers: { authorization, "content-type": type },
      ...(asked.method === "POST" && { body: asked.body }),
    });
    const text = await response.text();
    const headers = { date: response.headers.get("date") ?? "" };
    const altered = response.ok ? await alter(asked, JSON.parse(text)) : undefined;
    return altered ? { headers, ...altered } : { status: response.status, body: text, headers };
  });

/** A sandbox whose answers go through `alter`, with a clock that is moved and a warehouse of its own. */
export async function openAltered(alter: Alter, options: SandboxOptions = {}, start = present): Promise<Altered> {
  const clock = createMovableClock(start);
  const sandbox = await openSandbox({ clock, limit: "off", ...options });
  const server = await alterAnswers(sandbox.url, alter);
  const warehouse = await openEmptyWarehouse();
  const connect = () =>
    createGenesys({
      clientId: sandbox.clientId,
      clientSecret: new Secret(sandbox.clientSecret),
      hosts: { api: server.url, login: server.url },
      clock,
      env: {},
    });
  return {
    ...{ sandbox, clock, warehouse, server },
    async extract(range, changes) {
      await using genesys = connect();
      return await extract(genesys, defaultRequest(range, changes), { clock });
    },
    async reconcile(options) {
      await using genesys = connect();
      return await reconcile(genesys, warehouse, defaultSync(), { ...options, clock });
    },
    async sync(changes) {
      await using genesys = connect();
      return await sync(genesys, warehouse, defaultSync(changes), { clock });
    },
    query: (sql) => warehouse.query(sql),
    async [Symbol.asyncDispose]() {
      for (const secret of [sandbox.clientSecret, ...sandbox.tokens()]) keepSecret(secret);
      await warehouse[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
      await sandbox[Symbol.asyncDispose]();
    },
  };
}
