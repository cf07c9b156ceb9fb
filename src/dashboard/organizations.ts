import { type Handler, Hono } from "hono";
import { once } from "../request/index.ts";
import {
  chooseOrganization,
  readerOfOrganization,
  readOrganizations,
  type StoredOrganization,
} from "../warehouse/index.ts";
import type { DashboardContext } from "./context.ts";

const readOrg = once((text) => text);

/**
 * The routes that answer of one organization, the one that `org` names: a set of them for each, with caches of its own, made when
 * it is first asked for. What they are made with reads that organization alone.
 */
export function organizationRoutes(context: DashboardContext, makeRoutes: (own: DashboardContext) => Hono): Hono {
  const made = new Map<string | null, Promise<Hono>>();
  const known = context.createCache<readonly StoredOrganization[]>(1);

  async function make(chosen: StoredOrganization | null): Promise<Hono> {
    if (chosen === null) return makeRoutes(context);
    const { id } = chosen;
    return makeRoutes({
      ...context,
      warehouse: await readerOfOrganization(context.warehouse, id, "org"),
      organizations: async () => (await context.organizations()).filter((one) => one.id === id),
    });
  }

  const answer: Handler = async (http) => {
    const all = await known.read("", () => readOrganizations(context.warehouse));
    const organizations = all.filter(({ id }) => context.organizationId === null || id === context.organizationId);
    const given = http.req.queries("org");
    const chosen = chooseOrganization(organizations, given && readOrg(given, "org"), "org");
    const key = chosen?.id ?? null;
    const routes = made.get(key) ?? make(chosen);
    made.set(key, routes);
    routes.catch(() => made.delete(key));
    return (await routes).fetch(http.req.raw);
  };
  const outer = new Hono();
  for (const { method, path } of makeRoutes(context).routes) outer.on(method, path, answer);
  return outer;
}
