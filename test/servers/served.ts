import { type RequestOptions, request } from "node:http";
import { urlToHttpOptions } from "node:url";
import type { Clock } from "../../src/base/index.ts";
import { defaultSettings, type Settings } from "../../src/config/settings.ts";
import { type AgentNaming, createPeople } from "../../src/csat/index.ts";
import {
  type Dashboard,
  type DashboardOptions,
  openDashboard,
  openListener,
  type Wanted,
} from "../../src/dashboard/index.ts";
import { keepPrinted } from "../printed.ts";

/** An answer of a dashboard, whole. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
  /** Of JSON. */
  readonly json: () => unknown;
}

export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Served extends Dashboard {
  /** Where it listens, behind whichever address. */
  readonly port: number;
  /** What went wrong, as its terminal shows it. */
  readonly reported: readonly string[];
  /** Asks over HTTP, with any header that somebody may send. */
  ask(path: string, asking?: Asking): Promise<Answered>;
}

type Changes = Partial<Omit<DashboardOptions, "settings" | "listener">> & {
  readonly host?: string;
  readonly tls?: Wanted["tls"];
  readonly url?: URL;
  readonly settings?: Partial<Settings>;
  readonly agents?: AgentNaming;
};

/** What its pseudonyms are made with. */
export const servedKey = Buffer.alloc(32, 7);

/** A dashboard on a warehouse, on a free port. */
export async function openServed(
  warehouse: DashboardOptions["warehouse"],
  clock: Clock,
  { settings, agents = "named", host = "127.0.0.1", tls, url, ...changes }: Changes = {},
): Promise<Served> {
  const reported: string[] = [];
  const listener = await openListener({ host, port: 0, tls, url });
  const dashboard = await openDashboard({
    warehouse,
    organizationId: null,
    clock,
    settings: { ...defaultSettings("UTC"), agents, ...settings },
    people: createPeople(agents, servedKey),
    savedViews: `${warehouse.place}.views.json`,
    sandbox: true,
    syncs: null,
    listener,
    report: (sentence) => reported.push(sentence),
    ...changes,
  });
  // As a proxy would ask it.
  const from = url === undefined ? dashboard.url : `http://127.0.0.1:${listener.port}/`;
  return { ...dashboard, reported, port: listener.port, ask: (path, asking) => ask(new URL(path, from), asking) };
}

/** One request; unlike fetch it may lie about its host. */
export async function ask(url: URL, asking: Asking = {}): Promise<Answered> {
  const answered = await send({ ...urlToHttpOptions(url), agent: false }, asking);
  keepPrinted(answered.text);
  return answered;
}

/** One request for a path as it is written. */
export const send = (to: RequestOptions, { method = "GET", headers = {}, body }: Asking = {}): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const asked = request({ ...to, method, headers: { ...length, ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        const given = Object.entries(response.headers).map(([name, value]) => [name, value?.toString()]);
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(given) as Answered["headers"],
          text,
          json: () => JSON.parse(text) as unknown,
        });
      });
    });
    asked.on("error", reject);
    asked.end(body);
  });

/** The headers by which the page itself changes something. */
export const asPage = (url: string): Readonly<Record<string, string>> => ({
  origin: new URL(url).origin,
  "sec-fetch-site": "same-origin",
  "content-type": "application/json",
});
