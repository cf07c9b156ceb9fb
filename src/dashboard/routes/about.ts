import { Hono } from "hono";
import { isoTime, readVersion, second } from "../../base/index.ts";
import { usualRange } from "../../metrics/index.ts";
import { sendJson } from "../answer.ts";
import type { DashboardContext } from "../context.ts";
import { Refusal } from "../errors.ts";

/** `/api/about`: whose dashboard this is, and how it was set up. */
export function aboutRoutes(context: DashboardContext): Hono {
  const { organizations, settings, people, clock, sandbox, syncs, role, readRoster } = context;
  // A roster that cannot be read is reported by every answer that needs it; the page itself is shown all the same.
  const attributes = async (): Promise<readonly string[]> =>
    (
      await readRoster().catch((error: unknown) => {
        if (error instanceof Refusal) return undefined;
        throw error;
      })
    )?.attributes ?? [];
  return new Hono().get("/api/about", async (http) => {
    const { from, to } = usualRange(clock.now(), settings.timeZone);
    return sendJson(http, {
      organizations: (await organizations()).map(({ id, name }) => ({ id, name })),
      version: readVersion(),
      time_zone: settings.timeZone,
      language: settings.language,
      agents: people.naming,
      sandbox,
      role,
      can_sync: syncs !== null,
      every_seconds: syncs === null ? null : syncs.every / second,
      measures: Object.keys(settings.measures),
      roster: await attributes(),
      default_range: { from: isoTime(from), to: isoTime(to) },
    });
  });
}
