import { Hono, type MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { DashboardContext } from "../context.ts";
import { readLastSync } from "../last-sync.ts";

/** Seconds; panels of a million responses take some tenths of one. */
const buckets = [0.005, 0.02, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 10];

/** `/metrics` for Prometheus, and what measures the answers for it. */
export function createMetrics(context: DashboardContext): {
  readonly measure: MiddlewareHandler;
  readonly routes: Hono;
} {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "afterword_" });
  context.signal.addEventListener("abort", () => registry.clear(), { once: true });
  measureSyncs(registry, context);
  measureWarehouse(registry, context);
  const duration = new Histogram({
    name: "afterword_http_request_duration_seconds",
    help: "How long answers took, by route and status.",
    labelNames: ["route", "method", "status"],
    buckets,
    registers: [registry],
  });
  return {
    async measure(http, next) {
      const began = performance.now();
      await next();
      // What matches everything is middleware, and the page.
      const route = matchedRoutes(http).find(({ path }) => path !== "/*")?.path ?? "page";
      const labels = { route, method: http.req.method, status: String(http.res.status) };
      duration.observe(labels, (performance.now() - began) / 1_000);
    },
    routes: new Hono().get("/metrics", async (http) =>
      http.body(await registry.metrics(), 200, { "content-type": registry.contentType, "cache-control": "no-store" }),
    ),
  };
}

/** What the syncs of this process have asked of Genesys. */
function measureSyncs(registry: Registry, { syncs }: DashboardContext): void {
  if (syncs === null) return;
  const requests = new Counter({
    name: "afterword_genesys_requests_total",
    help: "Requests to Genesys Cloud since the start, every attempt counted.",
    labelNames: ["endpoint"],
    registers: [registry],
    collect() {
      requests.reset();
      for (const [endpoint, count] of syncs.requests()) requests.inc({ endpoint }, count);
    },
  });
  const limited = new Counter({
    name: "afterword_genesys_rate_limited_total",
    help: "Answers of Genesys Cloud with status 429 since the start.",
    registers: [registry],
    collect() {
      limited.reset();
      limited.inc(syncs.rateLimited());
    },
  });
}

/** What is stored, and how the last sync of it ended. */
function measureWarehouse(registry: Registry, context: DashboardContext): void {
  const registers = [registry];
  const stored = new Gauge({
    name: "afterword_responses_stored",
    help: "Responses in the warehouse.",
    labelNames: ["source"],
    registers,
    async collect() {
      const counts = new Map<string, number>();
      for (const { source, responses } of (await context.organizations()).flatMap((one) => one.responses))
        counts.set(source, (counts.get(source) ?? 0) + responses);
      stored.reset();
      for (const [source, count] of counts) stored.set({ source }, count);
    },
  });
  const open = new Gauge({
    name: "afterword_responses_open",
    help: "Surveys that may still be answered.",
    registers,
    async collect() {
      open.set((await context.organizations()).reduce((sum, one) => sum + one.open, 0));
    },
  });
  const ended = new Gauge({
    name: "afterword_last_sync_timestamp_seconds",
    help: "When the last sync ended, by how it ended.",
    labelNames: ["outcome"],
    registers,
    async collect() {
      const { last } = await readLastSync(context);
      ended.reset();
      if (last) ended.set({ outcome: last.outcome }, Date.parse(last.endedAt) / 1_000);
    },
  });
  const succeeded = new Gauge({
    name: "afterword_last_successful_sync_timestamp_seconds",
    help: "When the last sync ended that did not fail.",
    registers,
    async collect() {
      const { success } = await readLastSync(context);
      succeeded.set(success ? Date.parse(success.endedAt) / 1_000 : 0);
    },
  });
}
