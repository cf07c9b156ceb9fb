import { Hono } from "hono";
import { isoTime } from "../../base/index.ts";
import type { DashboardContext } from "../context.ts";
import { problemOf } from "../errors.ts";
import { readLastSync } from "../last-sync.ts";

/** A sync that failed twice may have met an outage of Genesys; one that failed three times needs somebody to look. */
const missedSyncs = 3;

/** `/healthz`: 200 where numbers can be shown and are kept up to date, else 503 and why. */
export function healthRoutes(context: DashboardContext): Hono {
  const { warehouse, clock, syncs } = context;
  const startedAt = clock.now();

  /** Why it is not as it should be; null where it is. */
  async function problem(): Promise<string | null> {
    try {
      await warehouse.query("SELECT 1 AS one");
    } catch (error) {
      return problemOf(error).message;
    }
    const state = syncs?.state();
    // The first sync of a large org takes hours.
    if (!syncs || !state || (state.state === "running" && state.last === null)) return null;
    const { last, success } = await readLastSync(context);
    const since = Math.max(startedAt, success ? Date.parse(success.endedAt) : 0);
    if (clock.now() - since <= missedSyncs * syncs.every) return null;
    return `Nothing has been synced since ${isoTime(since)}: the last sync ${last?.outcome ?? "has not ended"}.`;
  }

  return new Hono().get("/healthz", async (http) => {
    const found = await problem();
    return http.json(
      found === null ? { status: "ok" } : { status: "failing", problem: found },
      found === null ? 200 : 503,
      {
        "cache-control": "no-store",
      },
    );
  });
}
