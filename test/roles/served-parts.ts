import { request } from "node:http";
import { join } from "node:path";
import { defaultSettings } from "../../src/config/settings.ts";
import { createPeople } from "../../src/csat/index.ts";
import { createApp, routesOfPart } from "../../src/dashboard/app.ts";
import { cachesOf } from "../../src/dashboard/cache.ts";
import type { DashboardContext } from "../../src/dashboard/context.ts";
import { createRevision } from "../../src/dashboard/revision.ts";
import { createSavedViews } from "../../src/dashboard/saved-views.ts";
import type { Use } from "../../src/roles/index.ts";
import type { Warehouse } from "../../src/warehouse/index.ts";
import { newFolder } from "../new-folder.ts";
import { present } from "../servers/sandboxed.ts";
import { type Answered, type Asking, openServed } from "../servers/served.ts";
import { type Asker, host, openAsker } from "./asking.ts";
import { openParts, type Parts, type SeenPart } from "./parts.ts";

/** Time stands still, and nobody waits. */
const clock = { now: () => present, sleep: async () => {} };

/** A dashboard that is asked with tokens, and what is said of its use. */
export interface Served {
  readonly asker: Asker;
  readonly port: number;
  /** The token of its start, which shows everything. */
  readonly own: string;
  readonly uses: readonly Use[];
  readonly reported: readonly string[];
}

export interface ServedParts extends Parts {
  readonly full: Served;
  readonly alone: ReadonlyMap<SeenPart, Served>;
}

export const bearer = (token: string): Readonly<Record<string, string>> => ({ authorization: `Bearer ${token}` });

/** As the page itself changes something. */
export const pageHeaders = { origin: `http://${host}`, "content-type": "application/json" };

export const askAs = (served: Served, token: string, path: string, asking: Asking = {}): Promise<Answered> =>
  served.asker.ask(path, { ...asking, headers: { ...bearer(token), ...asking.headers } });

/** Everything in one dashboard, and each part alone in one of its own. */
export async function serveParts(): Promise<ServedParts> {
  const parts = await openParts();
  const opened: AsyncDisposable[] = [parts];
  const serve = async (warehouse: Warehouse): Promise<Served> => {
    const uses: Use[] = [];
    const url = new URL(`http://${host}`);
    const roster = { read: async () => parts.roster };
    const savedViews = join(newFolder(), "views.json");
    const given = { tokens: parts.tokens, roster, url, savedViews, onUse: (use: Use) => void uses.push(use) };
    const served = await openServed({ ...warehouse, writer: () => null }, clock, given);
    opened.unshift(served);
    const asker = openAsker(`http://127.0.0.1:${served.port}`);
    const { port, reported } = served;
    return { asker, port, own: new URL(served.url).searchParams.get("token") ?? "", uses, reported };
  };
  const full = await serve(parts.whole);
  const alone = new Map<SeenPart, Served>();
  for (const part of parts.parts) alone.set(part, await serve(part.alone));
  return {
    ...{ ...parts, full, alone },
    async [Symbol.asyncDispose]() {
      for (const { asker } of [full, ...alone.values()]) asker[Symbol.dispose]();
      for (const one of opened) await one[Symbol.asyncDispose]();
    },
  };
}

/** Every address that a dashboard has, for admins and for others. */
export async function registered(warehouse: Warehouse): Promise<ReadonlySet<string>> {
  const revision = createRevision(async () => "");
  const closing = new AbortController();
  const settings = defaultSettings("UTC");
  const context: DashboardContext = {
    ...{
      warehouse,
      clock,
      settings,
      revision,
      organizationId: null,
      role: "admin",
      viewer: null,
      sandbox: true,
      shownByRoster: {},
    },
    ...{ syncs: null, people: createPeople("named", Buffer.alloc(32)), createCache: cachesOf(revision) },
    ...{ organizations: async () => [], savedViews: createSavedViews(""), signal: closing.signal },
    readRoster: async () => undefined,
    report: () => {},
  };
  const reach = { names: new Set<string>(), port: 1, scheme: "http", url: undefined, own: null } as const;
  const app = await createApp(context, { ...reach, tokens: { find: async () => null }, onUse: () => {} }, () => {});
  closing.abort();
  const routes = [...app.routes, ...routesOfPart(context).routes];
  return new Set(routes.flatMap(({ method, path }) => (method === "ALL" ? [] : [`${method} ${path}`])));
}

/** What an address that goes on sends first. */
export const firstOf = ({ port }: Served, token: string, path: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const options = { hostname: "127.0.0.1", port, path, headers: { host, ...bearer(token) } };
    const asked = request(options, (response) => {
      response.once("data", (chunk: Buffer) => {
        resolve(chunk.toString());
        response.destroy();
      });
    });
    asked.on("error", reject);
    asked.end();
  });
