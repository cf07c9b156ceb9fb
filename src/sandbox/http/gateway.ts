import type { FaultRequest } from "../faults/fault.ts";
import type { Answer } from "./answer.ts";
import type { ApiContext } from "./api-context.ts";
import { documentedAs } from "./documented-paths.ts";
import { assertPermission } from "./permissions.ts";
import { maxBodyBytes, type RateLimit } from "./rate-limit.ts";
import { notSimulated, Refusal } from "./refusals.ts";
import type { createRouter } from "./router.ts";
import type { Tokens } from "./tokens.ts";

export interface GatewayRequest extends FaultRequest {
  readonly search: URLSearchParams;
  readonly contentType: string | undefined;
  readonly body: string;
  /** Bytes; a longer body than is allowed is not kept. */
  readonly bytes: number;
  readonly contextId: string;
}

interface GatewayParts {
  readonly tokens: Tokens;
  readonly limit: RateLimit;
  readonly hasVariant: ApiContext["hasVariant"];
  readonly route: ReturnType<typeof createRouter>;
  /** Permissions that the client's roles lack. */
  readonly lacking: ReadonlySet<string>;
  readonly context: () => ApiContext;
  /** Whether ids may be written in capitals. */
  readonly acceptsUpperCaseIds: boolean;
  /** A fault that answers in place of the endpoint. */
  readonly refuse: (request: FaultRequest, headers: Readonly<Record<string, string>>) => Refusal | undefined;
}

export interface GatewayAnswer extends Answer {
  /** The endpoint that was meant, as the log counts it; null where there is none. */
  readonly endpoint: string | null;
}

/**
 * Answers a request the way the API host would: token, allowance, place, permission, parameters, in this order. The
 * login host is the same server, and its requests are not counted.
 */
export function createGateway({
  tokens,
  limit,
  hasVariant,
  route,
  lacking,
  context,
  acceptsUpperCaseIds,
  refuse,
}: GatewayParts) {
  return (given: GatewayRequest): GatewayAnswer => {
    const request = acceptsUpperCaseIds ? withSmallIds(given) : given;
    if (request.path === "/oauth/token") {
      const endpoint = `${request.method} /oauth/token`;
      if (request.method !== "POST") return { ...refusedMethod.answer(request.contextId), endpoint };
      return { ...tokens.login(request), endpoint };
    }
    const found = route(request.method, request.path);
    const endpoint = typeof found === "number" ? null : found.name;
    let headers: Readonly<Record<string, string>> = {};
    try {
      const client = tokens.identify(request.authorization);
      headers = limit.admit(hasVariant("limit-per-token") ? (request.authorization ?? "") : client);
      const struck = refuse(request, headers);
      if (struck) throw struck;
      if (typeof found === "number") throw unserved(request, found);
      if (request.bytes > maxBodyBytes)
        throw new Refusal(413, "request.entity.too.large", `The request body exceeds ${maxBodyBytes} bytes.`);
      assertPermission(found.endpoint.permissions, lacking, !hasVariant("unnamed-permissions"));
      const body = found.endpoint.answer({ ...request, params: found.params }, context());
      return { status: found.endpoint.status, headers, body, endpoint };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const refused = error.answer(request.contextId);
      return { ...refused, headers: { ...headers, ...refused.headers }, endpoint };
    }
  };
}

const withSmallIds = (request: GatewayRequest): GatewayRequest => ({
  ...request,
  path: smallIds(request.path),
  search: new URLSearchParams(smallIds(request.search.toString())),
  body: smallIds(request.body),
});

const smallIds = (text: string): string =>
  text.replaceAll(/[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}/g, (id) => id.toLowerCase());

/** Paths that Genesys has answer 501, paths that it never had (some tutorials name them) 404. */
function unserved({ method, path }: GatewayRequest, found: 404 | 405): Refusal {
  const documented = documentedAs(method, path);
  if (documented === "documented") return notSimulated(`${method} ${path}`);
  if (documented === "other method" || found === 405) return refusedMethod;
  return new Refusal(404, "not.found", `HTTP 404 Not Found: ${path}`);
}

const refusedMethod = new Refusal(405, "method.not.allowed", "HTTP 405 Method Not Allowed");
