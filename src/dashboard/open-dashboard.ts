import { randomBytes } from "node:crypto";
import { setMaxListeners } from "node:events";
import { getRequestListener } from "@hono/node-server";
import { type Closable, closable, minute } from "../base/index.ts";
import type { RosterSource } from "../config/index.ts";
import type { Tokens, Use } from "../roles/index.ts";
import { type OrganizationStatus, status } from "../sync/index.ts";
import { readVersion } from "../warehouse/index.ts";
import { isLoopback, ownNames, printedHost, withCertificate } from "./address.ts";
import { createApp } from "./app.ts";
import { cachesOf } from "./cache.ts";
import type { DashboardContext } from "./context.ts";
import type { Listener } from "./listener.ts";
import { createRevision } from "./revision.ts";
import { createRosterReader } from "./roster.ts";
import { createSavedViews } from "./saved-views.ts";
import { createSharedReader } from "./warehouse-reader.ts";

export interface DashboardOptions
  extends Pick<
    DashboardContext,
    "warehouse" | "organizationId" | "settings" | "people" | "clock" | "sandbox" | "syncs"
  > {
  /** The file of the saved views. */
  readonly savedViews: string;
  /** Where it answers. It is closed with the dashboard. */
  readonly listener: Listener;
  /** Read at each request; by default there is none. */
  readonly roster?: RosterSource | undefined;
  /** Tokens with a role; by default there is none. */
  readonly tokens?: Pick<Tokens, "find"> | undefined;
  /** Called for each use of a token. */
  readonly onUse?: ((use: Use) => void) | undefined;
  /** Is given the details of what failed unexpectedly. */
  readonly report: (sentence: string) => void;
}

export interface Dashboard extends Closable {
  /** Where it is opened, with the token that it needs. */
  readonly url: string;
}

/** Serves the page of a warehouse, and what it asks for, over HTTP. Close it; the warehouse stays open. */
export async function openDashboard(options: DashboardOptions): Promise<Dashboard> {
  const { listener, report, tokens = { find: async () => null }, onUse = () => {}, ...given } = options;
  const { host, port, scheme, url, certificate } = listener;
  const closing = new AbortController();
  // One listens for each page that is open: Node warns of more than ten.
  setMaxListeners(0, closing.signal);
  const own = isLoopback(host) && url === undefined ? null : randomBytes(24).toString("base64url");
  const reach = { names: withCertificate(ownNames(host), certificate), port, scheme, url, own, tokens, onUse };
  const app = await createApp(contextOf({ ...given, report }, closing.signal), reach, report);
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  listener.answerWith((request, response) => void answer(request, response));
  const query = own === null ? "" : `?token=${own}`;
  return {
    url: `${url?.origin ?? `${scheme}://${printedHost(host)}:${port}`}/${query}`,
    ...closable(async () => {
      closing.abort();
      await listener.close();
    }),
  };
}

type Given = Omit<DashboardOptions, "listener" | "tokens" | "onUse">;

function contextOf({ report, roster, ...given }: Given, signal: AbortSignal): DashboardContext {
  const { clock, settings } = given;
  const source = roster ?? { read: async () => null };
  const warehouse = createSharedReader(given.warehouse);
  const revision = createRevision(() => readVersion(warehouse));
  const createCache = cachesOf(revision);
  const read = createCache<readonly OrganizationStatus[]>(1);
  const { timeZone } = settings;
  // What is open, and how the sentence words it, changes as time passes.
  const organizations = async () => {
    const all = await read.read(String(Math.floor(clock.now() / (5 * minute))), () =>
      status(warehouse, { now: clock.now(), timeZone }),
    );
    return all.filter(({ id }) => given.organizationId === null || id === given.organizationId);
  };
  // The last rows of a sync are seen at once.
  const undo = given.syncs?.onState(({ state, last }) => {
    if (state === "idle" && last !== null) void revision.look().catch(() => {});
  });
  if (undo) signal.addEventListener("abort", undo, { once: true });
  return {
    ...given,
    role: "admin",
    viewer: null,
    shownByRoster: {},
    savedViews: createSavedViews(given.savedViews),
    warehouse,
    revision,
    createCache,
    organizations,
    readRoster: createRosterReader({ warehouse, source, createCache, report, signal }),
    report,
    signal,
  };
}
