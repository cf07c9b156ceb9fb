import { Hono } from "hono";
import { compress } from "hono/compress";
import { createAskedReader } from "./asked.ts";
import { createRowsReader } from "./asked-rows.ts";
import type { DashboardContext } from "./context.ts";
import { answerError, Refusal } from "./errors.ts";
import { organizationRoutes } from "./organizations.ts";
import { aboutRoutes } from "./routes/about.ts";
import { assetRoutes } from "./routes/assets.ts";
import { eventRoutes } from "./routes/events.ts";
import { exportRoutes } from "./routes/export.ts";
import { healthRoutes } from "./routes/health.ts";
import { interactionRoutes } from "./routes/interactions.ts";
import { createMetrics } from "./routes/metrics.ts";
import { nameRoutes } from "./routes/names.ts";
import { rowRoutes } from "./routes/rows.ts";
import { sectionRoutes } from "./routes/sections.ts";
import { statusRoutes, syncRoutes } from "./routes/status.ts";
import { viewRoutes } from "./routes/views.ts";
import { refuseOtherOrigins, requireOwnHost, requireToken, withHeaders } from "./security.ts";

/** How it may be reached. */
export interface Reach {
  /** Names that a request may be sent to. */
  readonly names: ReadonlySet<string>;
  readonly port: number;
  /** Null where only this machine can ask. */
  readonly token: string | null;
}

/** All that a dashboard answers, one route group after the other. */
export async function createApp(
  context: DashboardContext,
  { names, port, token }: Reach,
  report: (sentence: string) => void,
): Promise<Hono> {
  const app = new Hono();
  const onError = answerError(report);
  app.onError(onError);
  const metrics = createMetrics(context);
  app.use(metrics.measure, withHeaders, requireOwnHost(names, port), refuseOtherOrigins);
  if (token !== null) app.use(requireToken(token, port));
  app.use(compress());
  app.route("/", aboutRoutes(context));
  app.route(
    "/",
    organizationRoutes(context, (own) => routesOf(own).onError(onError)),
  );
  app.route("/", syncRoutes(context));
  app.route("/", eventRoutes(context));
  app.route("/", viewRoutes(context));
  app.route("/", healthRoutes(context));
  app.route("/", metrics.routes);
  app.route("/", await assetRoutes());
  app.notFound(() => {
    throw new Refusal(404, "There is nothing at this address.", "docs/dashboard.md describes the page.");
  });
  return app;
}

/** What is answered of one organization. */
function routesOf(context: DashboardContext): Hono {
  const readAsked = createAskedReader(context);
  const readRows = createRowsReader(context, readAsked);
  return new Hono()
    .route("/", sectionRoutes(context, readAsked))
    .route("/", rowRoutes(context, readRows))
    .route("/", exportRoutes(context, readRows))
    .route("/", interactionRoutes(context))
    .route("/", nameRoutes(context))
    .route("/", statusRoutes(context));
}
