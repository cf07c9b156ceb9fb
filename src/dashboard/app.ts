import { Hono } from "hono";
import { compress } from "hono/compress";
import type { Token } from "../roles/index.ts";
import { admit, type Doors } from "./admit.ts";
import { createAskedReader } from "./asked.ts";
import { createRowsReader } from "./asked-rows.ts";
import type { DashboardContext } from "./context.ts";
import { answerError, nothingHere } from "./errors.ts";
import { organizationRoutes } from "./organizations.ts";
import { answerPart } from "./part-routes.ts";
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
import { type Names, refuseOtherOrigins, requireOwnHost, withHeaders } from "./security.ts";

/** How it may be reached. */
export type Reach = Names & Omit<Doors, "port" | "isSecure" | "isBehindProxy">;

/** All that a dashboard answers, one route group after the other. */
export async function createApp(
  context: DashboardContext,
  reach: Reach,
  report: (sentence: string) => void,
): Promise<Hono> {
  const app = new Hono();
  const onError = answerError(report);
  app.onError(onError);
  const metrics = createMetrics(context);
  const assets = await assetRoutes();
  app.use(metrics.measure, withHeaders, requireOwnHost(reach), refuseOtherOrigins(reach));
  const { scheme, url } = reach;
  const isSecure = (url?.protocol ?? `${scheme}:`) === "https:";
  const doors: Doors = { ...reach, isSecure, isBehindProxy: url !== undefined };
  const asking = new WeakMap<Request, Token | null>();
  app.use(admit(context.clock, doors, (request, token) => asking.set(request, token)));
  app.use(compress());
  const partOf = answerPart(context, (own) => routesOfPart(own).route("/", assets), onError);
  // From here on only admins go further: a route that is added below is theirs alone.
  app.use(async (http, next) => {
    const token = asking.get(http.req.raw);
    if (token === undefined) throw new Error("Nobody was admitted.");
    if (token !== null && token.role !== "admin") return await partOf(http, token);
    return await next();
  });
  app.route("/", aboutRoutes(context));
  app.route(
    "/",
    organizationRoutes(context, (own) => routesOf(own).route("/", statusRoutes(own)).onError(onError)),
  );
  app.route("/", syncRoutes(context));
  app.route("/", eventRoutes(context));
  app.route("/", viewRoutes(context));
  app.route("/", healthRoutes(context));
  app.route("/", metrics.routes);
  app.route("/", assets);
  app.notFound(nothingHere);
  return app;
}

/** What is answered to whoever sees a part of an organization. */
export const routesOfPart = (context: DashboardContext): Hono =>
  routesOf(context).route("/", aboutRoutes(context)).route("/", viewRoutes(context)).route("/", eventRoutes(context));

/** What is answered of one organization, or of what its warehouse holds of it. */
function routesOf(context: DashboardContext): Hono {
  const readAsked = createAskedReader(context);
  const readRows = createRowsReader(context, readAsked);
  return new Hono()
    .route("/", sectionRoutes(context, readAsked))
    .route("/", rowRoutes(context, readRows))
    .route("/", exportRoutes(context, readRows))
    .route("/", interactionRoutes(context))
    .route("/", nameRoutes(context));
}
