import type { Endpoint } from "./endpoint.ts";

interface Match {
  readonly endpoint: Endpoint;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the endpoint of a request; `405` where the path exists with another method, `404` where it does not. */
export function createRouter(endpoints: readonly Endpoint[]): (method: string, path: string) => Match | 404 | 405 {
  const routes = endpoints.map((endpoint) => ({
    endpoint,
    names: [...endpoint.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ""),
    pattern: new RegExp(`^${endpoint.path.replaceAll(/\{\w+\}/g, "([^/]+)")}$`),
  }));
  // A path with fewer variable parts is the more exact one: `/bulk` before `/{formId}`.
  routes.sort((one, other) => one.names.length - other.names.length);

  return (method, path) => {
    const fitting = routes.flatMap((route) => {
      const found = route.pattern.exec(path);
      return found ? [{ ...route, values: found.slice(1).map(decoded) }] : [];
    });
    const exact = fitting.find(({ endpoint }) => endpoint.method === method);
    if (!exact) return fitting.length > 0 ? 405 : 404;
    return {
      endpoint: exact.endpoint,
      params: Object.fromEntries(exact.names.map((name, index) => [name, exact.values[index] ?? ""])),
    };
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
