import type { z } from "zod";
import type { ApiContext } from "../api-context.ts";
import { decode } from "../parameters.ts";
import type { Permissions } from "../permissions.ts";
import { badRequest } from "../refusals.ts";
import { assertFewIds, assertSmallPages } from "../request-limits.ts";

type ParameterNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterNames<Rest>
  : never;

/** A request that has passed every check, as an endpoint's `answer` gets it. */
export interface Asked<Name extends string, Query, Body> {
  readonly path: string;
  readonly params: Readonly<Record<Name, string>>;
  readonly query: Query;
  readonly body: Body;
  /** The original query string, from which a listing makes its links. */
  readonly search: URLSearchParams;
  readonly context: ApiContext;
}

/** An API request before anything but its place was looked at. */
interface ApiRequest {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly search: URLSearchParams;
  readonly body: string;
}

type Method = "GET" | "POST" | "DELETE";

export interface Endpoint {
  readonly method: Method;
  /** Of an answer that is no refusal. */
  readonly status: number;
  /** With `{names}` for the parts that vary. */
  readonly path: string;
  readonly permissions: Permissions;
  /** The body, undefined where there is none; throws a Refusal. */
  readonly answer: (request: ApiRequest, context: ApiContext) => unknown;
}

/** Defines one endpoint of the sandbox: its path, permissions, parameters and answer. */
export function endpoint<const Path extends string, Query, Body>(line: {
  readonly method: Method;
  readonly path: Path;
  /** @default 200 */
  readonly status?: number;
  readonly permissions: Permissions;
  readonly query: z.ZodType<Query>;
  readonly body: z.ZodType<Body>;
  readonly answer: (asked: Asked<ParameterNames<Path>, Query, Body>) => unknown;
}): Endpoint {
  const { method, path, permissions, status = 200 } = line;
  return {
    method,
    path,
    status,
    permissions,
    answer: (request, context) => {
      const query = decode(line.query, parameters(request.search), "query");
      const body = decode(line.body, method === "POST" ? json(request.body) : null, "body");
      assertFewIds(request, context);
      assertSmallPages(request, body, context);
      return line.answer({
        path: request.path,
        params: request.params as Readonly<Record<ParameterNames<Path>, string>>,
        query,
        body,
        search: request.search,
        context,
      });
    },
  };
}

const parameters = (search: URLSearchParams): Record<string, string[]> =>
  Object.fromEntries([...new Set(search.keys())].map((name) => [name, search.getAll(name)]));

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest("body", "not readable as JSON");
  }
}
