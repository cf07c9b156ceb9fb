import type { Endpoint } from "./endpoints/endpoint.ts";

interface Match {
  readonly endpoint: Endpoint;
  /** `GET /api/v2/quality/surveys/{surveyId}`, as the log counts it. */
  readonly name: string;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the endpoint of a request; `405` where the path exists with another method, `404` where it does not. */
export function createRouter(endpoints: readonly Endpoint[]): (method: string, path: string) => Match | 404 | 405 {
  const routes = endpoints.map((endpoint) => ({
    endpoint,
    name: `${endpoint.method} ${endpoint.path}`,
    parts: endpoint.path.split("/"),
    variables: [...endpoint.path.split("/").entries()].filter(([, part]) => isVariable(part)),
  }));
  // A path with fewer variable parts is the more exact one: `/bulk` before `/{formId}`.
  routes.sort((one, other) => one.variables.length - other.variables.length);
  const byLength = new Map<number, typeof routes>();
  for (const route of routes) byLength.set(route.parts.length, [...(byLength.get(route.parts.length) ?? []), route]);

  return (method, path) => {
    const parts = path.split("/");
    const fitting = (byLength.get(parts.length) ?? []).filter((route) =>
      route.parts.every((part, at) => part === parts[at] || (parts[at] !== "" && isVariable(part))),
    );
    const exact = fitting.find(({ endpoint }) => endpoint.method === method);
    if (!exact) return fitting.length > 0 ? 405 : 404;
    return {
      endpoint: exact.endpoint,
      name: exact.name,
      params: Object.fromEntries(exact.variables.map(([at, part]) => [part.slice(1, -1), decoded(parts[at] ?? "")])),
    };
  };
}

const isVariable = (part: string): boolean => part.startsWith("{");

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
