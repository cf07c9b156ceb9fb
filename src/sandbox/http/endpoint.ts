import type { z } from "zod";
import { decode } from "./decode.ts";
import type { Permissions } from "./permissions.ts";
import type { Present } from "./present.ts";
import { badRequest } from "./refusals.ts";

type ParameterNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterNames<Rest>
  : never;

/** A request that has passed every check, as an endpoint's `answer` gets it. */
export interface Asked<Name extends string, Query, Body> {
  readonly path: string;
  readonly params: Readonly<Record<Name, string>>;
  readonly query: Query;
  readonly body: Body;
  /** The query string as it came, from which a listing makes its links. */
  readonly search: URLSearchParams;
  readonly present: Present;
}

/** An API request before anything but its place was looked at. */
interface ApiRequest {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly search: URLSearchParams;
  readonly body: string;
}

export interface Endpoint {
  readonly method: "GET" | "POST";
  /** With `{names}` for the parts that vary. */
  readonly path: string;
  readonly permissions: Permissions;
  /** The body of a 200; throws a Refusal for anything else. */
  readonly answer: (request: ApiRequest, present: Present) => unknown;
}

/** One line of the sandbox's API: what it is called, what it demands, what it takes and what it says. */
export function endpoint<const Path extends string, Query, Body>(line: {
  readonly method: "GET" | "POST";
  readonly path: Path;
  readonly permissions: Permissions;
  readonly query: z.ZodType<Query>;
  readonly body: z.ZodType<Body>;
  readonly answer: (asked: Asked<ParameterNames<Path>, Query, Body>) => unknown;
}): Endpoint {
  const { method, path, permissions } = line;
  return {
    method,
    path,
    permissions,
    answer: (request, present) =>
      line.answer({
        path: request.path,
        params: request.params as Readonly<Record<ParameterNames<Path>, string>>,
        query: decode(line.query, parameters(request.search), "query"),
        body: decode(line.body, method === "GET" ? null : json(request.body), "body"),
        search: request.search,
        present,
      }),
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
