import { Hono } from "hono";
import { readUnassignedRuns, statusDocument } from "../../sync/index.ts";
import { readBytes } from "../../warehouse/index.ts";
import { sendJson } from "../answer.ts";
import type { DashboardContext } from "../context.ts";
import { Refusal } from "../errors.ts";

/** `/api/status`, as `afterword status --json` prints it. */
export function statusRoutes({ warehouse, organizations }: DashboardContext): Hono {
  return new Hono().get("/api/status", async (http) => {
    const bytes = await readBytes(warehouse);
    const unassigned = await readUnassignedRuns(warehouse);
    return sendJson(http, statusDocument(warehouse.place, bytes, await organizations(), unassigned));
  });
}

/** `POST /api/sync`: begins one at once. */
export function syncRoutes({ syncs }: DashboardContext): Hono {
  return new Hono().post("/api/sync", (http) => {
    if (syncs === null)
      throw new Refusal(
        409,
        "This dashboard only reads.",
        "Start afterword serve with credentials and without --no-sync.",
      );
    if (!syncs.begin()) throw new Refusal(409, "A sync is running.", "Wait until it has ended.");
    return http.json({ state: "running" }, 202);
  });
}
