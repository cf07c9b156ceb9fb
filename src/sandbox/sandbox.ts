import { createHash } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type Closable, closable, day, systemClock, UsageError } from "../base/index.ts";
import { type FaultName, faults } from "./faults/all-faults.ts";
import type { SpoiltDocument } from "./faults/fault.ts";
import { createFaultTiming } from "./faults/fault-timing.ts";
import { createHistory } from "./http/analytics/event-history.ts";
import type { ApiContext } from "./http/api-context.ts";
import { createBulkAnswers } from "./http/bulk-answers.ts";
import { addressMark } from "./http/documents/customer-addresses.ts";
import { endpoints } from "./http/endpoints/all-endpoints.ts";
import { createGateway } from "./http/gateway.ts";
import { createLookup } from "./http/lookup.ts";
import { pagesOf } from "./http/pages.ts";
import { createRateLimit } from "./http/rate-limit.ts";
import { createRequestLog, type LoggedRequest } from "./http/request-log.ts";
import { createRouter } from "./http/router.ts";
import { createSearches } from "./http/search-results.ts";
import { createApiServer } from "./http/server.ts";
import { createTokens } from "./http/tokens.ts";
import { withoutExpiry } from "./lasting-surveys.ts";
import type { Org } from "./model.ts";
import { createOrg } from "./org/org.ts";
import { defaultChangeDays } from "./org/planted-change.ts";
import { readSandboxOptions, type SandboxOptions } from "./sandbox-options.ts";
import type { WireVariant } from "./variants.ts";

/** A simulated org that is being served. Close it: it holds a port. */
export interface Sandbox extends Closable {
  /** Takes login and API requests alike, as a gateway does. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly org: Org;
  now(): number;
  /** Up to when analytics has heard of what happened to surveys and evaluations: now, without the fault `late-data`. */
  heard(): number;
  /** The latest requests, 100,000 at least, in the order in which they were over. */
  readonly requests: readonly LoggedRequest[];
  /** How often each endpoint was asked since the start, as `GET /api/v2/quality/surveys/{surveyId}`. */
  counts(): Readonly<Record<string, number>>;
  /** Every token given out so far: a test can look for them where they must not be. */
  tokens(): readonly string[];
  /**
   * The marks in the addresses, numbers and names of the customers of every interaction so far, each its own: a test
   * can look for them where they must not be.
   */
  addressMarks(): readonly string[];
  /** The documents that the faults have spoilt for good so far: they cannot be in any complete result. */
  readonly spoilt: readonly SpoiltDocument[];
}

/**
 * Serves a simulated org over HTTP until it is closed.
 * @throws {UsageError} for options that do not fit
 * @throws Node's error (`code` EADDRINUSE or EACCES) where the port is taken or may not be used
 */
export async function openSandbox(given: SandboxOptions = {}): Promise<Sandbox> {
  const options = readSandboxOptions(given);
  const { seed = 1, clock = systemClock, host = "127.0.0.1", limit = 300, tokenLifeSeconds = 86_400 } = options;
  const variants: ReadonlySet<WireVariant> = new Set(options.variants);
  const hasVariant = (variant: WireVariant): boolean => variants.has(variant);
  if (options.org && options.cases)
    throw new UsageError("cases are for the default org, and org is another one.", "Give the cases to createOrg.");
  const fullOrg = options.org ?? defaultOrg(options, seed, clock.now());
  const org = hasVariant("lasting-surveys") ? withoutExpiry(fullOrg) : fullOrg;
  const derived = (name: string): string => createHash("sha256").update(`${org.seed} ${name}`).digest("hex");
  const clientId = uuidOf(derived("client"));
  const clientSecret = derived("secret").slice(0, 43);

  const refusedStatus = hasVariant("bad-client-401") ? 401 : 400;
  const tokens = createTokens({ clientId, clientSecret, lifeSeconds: tokenLifeSeconds, refusedStatus, clock });
  const log = createRequestLog();
  const spoilt: SpoiltDocument[] = [];
  const timing = createFaultTiming(org.seed);
  const faultContext = {
    timing,
    now: clock.now,
    revokeToken: tokens.revoke,
    spoilt: (document: SpoiltDocument) => spoilt.push(document),
  };
  const hooks = inOrder(options.faults ?? []).map((name) => faults[name].hooks(faultContext));

  const [history, find] = [createHistory(org), createLookup(org)];
  const searches = createSearches();
  const bulkAnswers = createBulkAnswers(org, options.wrongOneIn ?? 20, hasVariant);
  const missing: ApiContext["missing"] = ({ mayBeMissing }) => mayBeMissing && org.switches.has("missing-interactions");
  const lateBy = (): number => Math.max(options.lateBy?.() ?? 0, ...hooks.map((hook) => hook.lateBy ?? 0));
  const context = (): ApiContext => ({
    org,
    now: clock.now(),
    heard: clock.now() - lateBy(),
    history,
    find,
    searches,
    bulkAnswers,
    hasVariant,
    missing,
    ...pagesOf(hooks),
    surveyStatus: (id, status) => hooks.reduce((word, hook) => hook.surveyStatus?.(id, word) ?? word, status),
    origin: url,
    clientId,
    allowance: limit,
  });

  const answer = createGateway({
    tokens,
    limit: createRateLimit(limit, clock, !hasVariant("unnamed-limit")),
    hasVariant,
    route: createRouter(endpoints),
    acceptsUpperCaseIds: hooks.some((hook) => hook.acceptsUpperCaseIds),
    lacking: new Set(options.withoutPermissions),
    context,
    refuse: (request, headers) => {
      for (const hook of hooks) {
        const refusal = hook.refuse?.(request, headers);
        if (refusal) return refusal;
      }
      return undefined;
    },
  });

  const server = createApiServer({
    answer,
    faults: hooks,
    now: clock.now,
    seed: org.seed,
    done: ({ method, path, search, key }, endpoint, status) => {
      timing.over(key, status >= 200 && status < 300);
      log.add({ method, path, query: search.toString(), endpoint, status, at: clock.now() });
    },
  });
  server.listen(options.port ?? 0, host);
  await once(server, "listening");
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${portOf(server.address())}`;

  return {
    url,
    clientId,
    clientSecret,
    org,
    now: () => clock.now(),
    heard: () => clock.now() - lateBy(),
    requests: log.requests,
    counts: log.counts,
    tokens: () => tokens.issued(),
    addressMarks: () => addressMarks(org, clock.now()),
    spoilt,
    ...closable(async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    }),
  };
}

function defaultOrg(options: SandboxOptions, seed: number, now: number): Org {
  const { days = 90, daysAhead = 0, perDay = 60, switches = [], cases = [] } = options;
  const today = Math.floor(now / day);
  const changedSince = today - defaultChangeDays;
  return createOrg({
    seed,
    firstDay: today - days + 1,
    lastDay: today + daysAhead,
    perDay,
    switches,
    changedSince,
    cases,
  });
}

function addressMarks(org: Org, now: number): string[] {
  const marks: string[] = [];
  for (let on = org.firstDay; on <= Math.min(org.lastDay, Math.floor(now / day)); on += 1)
    for (const interaction of org.day(on)) marks.push(addressMark(interaction));
  return marks;
}

/** In the order of the table, regardless of the order given. */
const inOrder = (names: readonly FaultName[]): FaultName[] => {
  const order = Object.keys(faults);
  return [...new Set(names)].toSorted((one, other) => order.indexOf(one) - order.indexOf(other));
};

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === "object" && address !== null ? address.port : 0;

/** The first 32 digits as an id that looks random. */
const uuidOf = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
