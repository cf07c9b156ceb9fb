import { Hono } from "hono";
import { isoTime, readVersion, second } from "../../base/index.ts";
import { usualRange } from "../../metrics/index.ts";
import { sendJson } from "../answer.ts";
import type { DashboardContext } from "../context.ts";

/** `/api/about`: whose dashboard this is, and how it was set up. */
export function aboutRoutes({ organizations, settings, people, clock, sandbox, syncs, role }: DashboardContext): Hono {
  return new Hono().get("/api/about", async (context) => {
    const { from, to } = usualRange(clock.now(), settings.timeZone);
    return sendJson(context, {
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
      default_range: { from: isoTime(from), to: isoTime(to) },
    });
  });
}
