import type { Clock, Interval } from "../base/index.ts";
import { createContext, defaultRequest, type Findings, toInteractionUrl } from "../collect/index.ts";
import type { Genesys } from "../genesys/index.ts";
import type { Warehouse } from "../warehouse/index.ts";
import { keepIn, type SyncContext } from "./context.ts";
import { type DeriveOptions, derive } from "./derive/derive.ts";
import type { KeepRules } from "./documents/kept-document.ts";
import { openKeepRules } from "./documents/privacy.ts";
import { createStore } from "./documents/store.ts";
import { keepFormRoutes } from "./form-routes.ts";
import { createLeases } from "./leases.ts";
import type { ProgressReporter } from "./progress.ts";
import type { SyncRequest } from "./request.ts";

interface ContextOptions {
  readonly genesys: Genesys;
  readonly warehouse: Warehouse;
  readonly organizationId: string;
  /** The run that holds the leases. */
  readonly owner: string;
  readonly request: SyncRequest;
  readonly range: Interval;
  readonly findings: Findings;
  readonly progress: ProgressReporter;
  /** The clock of Genesys. */
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
}

/** What reading into a warehouse takes. */
interface OpenedContext {
  readonly context: SyncContext;
  readonly derivation: DeriveOptions;
  readonly rules: KeepRules;
  /** Stores the arrived documents and derives their rows. */
  readonly finish: () => Promise<void>;
}

/** What the steps of a run that reads into a warehouse share. */
export async function openContext(options: ContextOptions): Promise<OpenedContext> {
  const { genesys, organizationId, request, range, findings, progress, clock, signal } = options;
  const leases = createLeases(options.warehouse, { organizationId, owner: options.owner, clock, signal });
  const { warehouse } = leases;
  const rules = await openKeepRules(warehouse, request, clock.now());
  const store = createStore(warehouse, organizationId, rules, clock);
  const collecting = createContext({
    genesys,
    request: defaultRequest(range, { ...request.definition, sources: request.sources, texts: request.texts }),
    findings,
    clock,
    signal,
    count: progress.count,
    keep: keepIn(store),
    room: store.room,
    onDoubt: () => keepFormRoutes(context),
  });
  const context: SyncContext = { ...collecting, warehouse, store, leases, horizon: request.horizon, listed: new Map() };
  const derivation: DeriveOptions = {
    organizationId,
    definition: request.definition,
    interactionUrl: toInteractionUrl(request.interactionUrl),
    now: clock.now(),
    clock,
    flaws: store.flaws,
    rules,
    signal,
    onDerived: progress.derived,
  };
  return {
    context,
    derivation,
    rules,
    async finish() {
      await store.flush();
      await keepFormRoutes(context);
      await leases.alone("rows", () => derive(warehouse, derivation));
    },
  };
}
