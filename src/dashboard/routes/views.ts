import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { isRecord, readJson, UsageError } from "../../base/index.ts";
import { sendJson } from "../answer.ts";
import type { DashboardContext } from "../context.ts";
import { Refusal } from "../errors.ts";

const tooLong = (): never => {
  throw new Refusal(413, "That is too long.", "An address of a view has at most 4,000 characters.");
};

/** `/api/views`: saved views, each an address of the page with a name. */
export function viewRoutes({ savedViews, viewer }: DashboardContext): Hono {
  const views = savedViews.of(viewer);
  return new Hono()
    .get("/api/views", async (http) => sendJson(http, await views.read()))
    .put("/api/views/:name", bodyLimit({ maxSize: 20_000, onError: tooLong }), async (http) => {
      const body = readJson(await http.req.text());
      if (!isRecord(body) || typeof body["url"] !== "string")
        throw new UsageError("That is no saved view.", 'Send {"url": "/queues?since=28d"}.');
      await views.save({ name: http.req.param("name"), url: body["url"] });
      return http.body(null, 204);
    })
    .delete("/api/views/:name", async (http) => {
      await views.remove(http.req.param("name"));
      return http.body(null, 204);
    });
}
