import { createHmac, randomBytes } from "node:crypto";
import { type ErrorHandler, type Handler, Hono } from "hono";
import { minute, UsageError } from "../base/index.ts";
import { type Roster, refuseFewAgents } from "../metrics/index.ts";
import { once } from "../request/index.ts";
import { inForce, readerAs, shownAgents, type Token } from "../roles/index.ts";
import { type OrganizationStatus, status } from "../sync/index.ts";
import { chooseOrganization, readOrganizations } from "../warehouse/index.ts";
import type { DashboardContext } from "./context.ts";
import { nothingHere, Refusal } from "./errors.ts";
import type { Revision } from "./revision.ts";

/** People whose routes are kept, with what they have read. */
const maxPeople = 100;

const readOrg = once((text) => text);

/**
 * Answers whoever sees a part: by routes of their own, with caches and saved views of their own, made when they first ask
 * and whenever the roster they go by is another one. What the routes are made with holds that part alone, so that no route can answer more.
 */
export function answerPart(
  context: DashboardContext,
  makeRoutes: (own: DashboardContext) => Hono,
  onError: ErrorHandler,
) {
  const made = new Map<string, { readonly mark: string; readonly routes: Promise<Hono> }>();

  async function make(token: Token, roster: Roster | undefined): Promise<Hono> {
    const own = await contextOf(context, token, roster);
    const { warehouse, shownByRoster: attributes, people, signal } = own;
    if (people.naming !== "named" && isByRoster(token))
      await refuseFewAgents(warehouse, { roster, attributes }, signal);
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
    const roster = isByRoster(token) ? await context.readRoster() : undefined;
    refuseNobody(token, roster);
    const mark = roster?.toJSON() ?? "";
    const before = made.get(token.id);
    const own = before?.mark === mark ? before : { mark, routes: make(token, roster) };
    made.delete(token.id);
    made.set(token.id, own);
    const [oldest] = made.keys();
    if (made.size > maxPeople && oldest !== undefined) made.delete(oldest);
    own.routes.catch(() => {
      if (made.get(token.id) === own) made.delete(token.id);
    });
    return await (await own.routes).fetch(http.req.raw, http.env);
  };
}

const isByRoster = ({ roster }: Token): boolean => Object.keys(roster).length > 0;

/** @throws {Refusal} where a token would show nothing by the roster, with the reason */
function refuseNobody(token: Token, roster: Roster | undefined): void {
  try {
    shownAgents(token, roster);
  } catch (error) {
    if (error instanceof UsageError) throw new Refusal(403, error.message, error.hint);
    throw error;
  }
}

async function contextOf(
  context: DashboardContext,
  token: Token,
  roster: Roster | undefined,
): Promise<DashboardContext> {
  const { clock, settings, revision, createCache } = context;
  const warehouse = await readerAs(context.warehouse, { token, roster, organization: undefined, name: "org" });
  const read = createCache<readonly OrganizationStatus[]>(1);
  return {
    ...context,
    warehouse,
    role: token.role,
    shownByRoster: roster === undefined ? {} : inForce(token.roster, roster),
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
