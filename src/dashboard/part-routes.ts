import { createHmac, randomBytes } from "node:crypto";
import { type ErrorHandler, type Handler, Hono } from "hono";
import { minute } from "../base/index.ts";
import { once } from "../request/index.ts";
import { readerAs, type Token } from "../roles/index.ts";
import { type OrganizationStatus, status } from "../sync/index.ts";
import { chooseOrganization, readOrganizations } from "../warehouse/index.ts";
import type { DashboardContext } from "./context.ts";
import { nothingHere, Refusal } from "./errors.ts";
import type { Revision } from "./revision.ts";

/** People whose routes are kept, with what they have read. */
const maxPeople = 100;

const readOrg = once((text) => text);

/**
 * Answers whoever sees a part: by routes of their own, with caches and saved views of their own, made when they first ask. What
 * the routes are made with holds that part alone, so that no route can answer more.
 */
export function answerPart(
  context: DashboardContext,
  makeRoutes: (own: DashboardContext) => Hono,
  onError: ErrorHandler,
) {
  const made = new Map<string, Promise<Hono>>();

  async function make(token: Token): Promise<Hono> {
    const own = await contextOf(context, token);
    const outer = new Hono().onError(onError);
    outer.use(async (http, next) => {
      const given = http.req.queries("org");
      if (given) chooseOrganization(await readOrganizations(own.warehouse), readOrg(given, "org"), "org");
      await next();
    });
    return outer.route("/", makeRoutes(own)).notFound(nothingHere);
  }

  return async (http: Parameters<Handler>[0], token: Token): Promise<Response> => {
    if (token.role === "agent" && context.people.naming !== "named")
      throw new Refusal(
        403,
        "This warehouse reports on no single person, so an agent's token shows nothing.",
        'Agents\' tokens work with agents = "named" in afterword.toml.',
      );
    if (context.organizationId !== null && token.organizationId !== context.organizationId)
      throw new Refusal(403, "This token is for another organization.", "Open the dashboard of that organization.");
    const routes = made.get(token.id) ?? make(token);
    made.delete(token.id);
    made.set(token.id, routes);
    const [oldest] = made.keys();
    if (made.size > maxPeople && oldest !== undefined) made.delete(oldest);
    routes.catch(() => made.delete(token.id));
    return await (await routes).fetch(http.req.raw, http.env);
  };
}

async function contextOf(context: DashboardContext, token: Token): Promise<DashboardContext> {
  const { clock, settings, revision, createCache } = context;
  const warehouse = await readerAs(context.warehouse, token, undefined, "org");
  const read = createCache<readonly OrganizationStatus[]>(1);
  return {
    ...context,
    warehouse,
    role: token.role,
    organizations: () =>
      read.read(String(Math.floor(clock.now() / (5 * minute))), () =>
        status(warehouse, { now: clock.now(), timeZone: settings.timeZone }),
      ),
    syncs: null,
    viewer: token.id,
    revision: withoutCount(revision),
  };
}

/** How often the warehouse has changed is not theirs to know: numbers that differ say that it has. */
function withoutCount({ current, look, onChange }: Revision): Revision {
  const key = randomBytes(16);
  const hidden = (count: number): number => createHmac("sha256", key).update(String(count)).digest().readUIntBE(0, 6);
  return {
    current: async () => hidden(await current()),
    look,
    onChange: (listener) => onChange((count) => listener(hidden(count))),
  };
}
