import { randomBytes } from "node:crypto";
import { once, setMaxListeners } from "node:events";
import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { type Closable, closable, minute, second, UsageError } from "../base/index.ts";
import { type OrganizationStatus, status } from "../sync/index.ts";
import { readVersion } from "../warehouse/index.ts";
import { isLoopback, ownNames, printedHost } from "./address.ts";
import { createApp } from "./app.ts";
import { cachesOf } from "./cache.ts";
import type { DashboardContext } from "./context.ts";
import { createRevision } from "./revision.ts";
import { createSharedReader } from "./warehouse-reader.ts";

export interface DashboardOptions
  extends Pick<DashboardContext, "warehouse" | "settings" | "people" | "clock" | "sandbox" | "syncs" | "savedViews"> {
  readonly host: string;
  /** 0 is a free one. */
  readonly port: number;
  /** Is given the details of what failed unexpectedly. */
  readonly report: (sentence: string) => void;
}

export interface Dashboard extends Closable {
  /** Where it is opened, with the token that it needs. */
  readonly url: string;
}

/** How long answers that have begun may take to end when it closes. */
const grace = 5 * second;

/**
 * Serves the page of a warehouse, and what it asks for, over HTTP. Close it; the warehouse stays open.
 * @throws {UsageError} where it cannot listen there
 */
export async function openDashboard(options: DashboardOptions): Promise<Dashboard> {
  const { host, port, report, ...given } = options;
  const closing = new AbortController();
  // One listens for each page that is open: Node warns of more than ten.
  setMaxListeners(0, closing.signal);
  const token = isLoopback(host) ? null : randomBytes(24).toString("base64url");
  const names = ownNames(host);
  let listening = port;
  const app = await createApp(contextOf(given, closing.signal), { names, port: () => listening, token }, report);
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = createServer((request, response) => void answer(request, response));
  await listen(server, host, port);
  const address = server.address();
  if (typeof address === "object" && address !== null) listening = address.port;
  const query = token === null ? "" : `?token=${token}`;
  return {
    url: `http://${printedHost(host)}:${listening}/${query}`,
    ...closable(async () => {
      closing.abort();
      await close(server);
    }),
  };
}

function contextOf(given: Omit<DashboardOptions, "host" | "port" | "report">, signal: AbortSignal): DashboardContext {
  const { clock, settings } = given;
  const warehouse = createSharedReader(given.warehouse);
  const revision = createRevision(() => readVersion(warehouse));
  const createCache = cachesOf(revision);
  const read = createCache<readonly OrganizationStatus[]>(1);
  const { timeZone } = settings;
  // What is open, and how the sentence words it, changes as time passes.
  const organizations = () =>
    read.read(String(Math.floor(clock.now() / (5 * minute))), () => status(warehouse, { now: clock.now(), timeZone }));
  // The last rows of a sync are seen at once.
  const undo = given.syncs?.onState(({ state, last }) => {
    if (state === "idle" && last !== null) void revision.look().catch(() => {});
  });
  if (undo) signal.addEventListener("abort", undo, { once: true });
  return { ...given, warehouse, revision, createCache, organizations, signal };
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    throw listenProblem(error, host, port);
  }
}

function listenProblem(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE")
    return new UsageError(`Port ${port} is in use.`, "Choose another with --port; 0 takes a free one.");
  if (code === "EACCES") return new UsageError(`Port ${port} may not be used.`, "Choose one above 1023 with --port.");
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN")
    return new UsageError(
      `${host} is no address of this machine.`,
      "Leave --host out, or give an address of this machine.",
    );
  return error;
}

/** Takes no more requests; answers that have begun may end. */
async function close(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), grace);
  await closed;
  clearTimeout(timer);
}
