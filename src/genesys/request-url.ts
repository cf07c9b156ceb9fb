import { RequestError } from "../base/index.ts";
import { type Endpoint, type Input, subject } from "./endpoint.ts";
import { oneLine } from "./message-text.ts";
import { regions } from "./regions.ts";

/** The host, and the path that a gateway puts before every other. */
interface Base {
  readonly origin: string;
  readonly prefix: string;
}

export function readBase(url: string): Base {
  const { origin, pathname } = new URL(url);
  return { origin, prefix: pathname.replace(/\/+$/, "") };
}

/** The destination of a request, as a URL. */
export type Address = Pick<URL, "origin" | "pathname" | "search">;

/**
 * The address of a request. Of a `next` link only the query is used, on the endpoint's own path: for any link, the
 * request goes to the same place as the one before.
 * @throws {RequestError} for an id that is none, and for a next link that leads to another host
 */
export function addressOf(
  endpoint: Endpoint<unknown>,
  input: Input,
  { origin, prefix }: Base,
  gateway: boolean,
): Address {
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const id = input.path?.[name] ?? "";
    if (id === "" || id === "." || id === "..") throw unusable(endpoint, `its ${name} is ${JSON.stringify(id)}`);
    return encodeURIComponent(id);
  });
  // Most requests are for one document, and a URL of its own costs as much as checking that document.
  if (input.next === undefined && input.query === undefined) return { origin, pathname: prefix + path, search: "" };
  const url = new URL(origin + prefix + path);
  if (input.next !== undefined) url.search = queryOf(endpoint, input.next, url, gateway);
  else for (const [name, value] of parameters(endpoint, input)) url.searchParams.append(name, value);
  return url;
}

function parameters({ repeated }: Endpoint<unknown>, { query = {} }: Input): [string, string][] {
  return Object.entries(query).flatMap(([name, value]): [string, string][] => {
    if (value === undefined) return [];
    if (typeof value !== "object") return [[name, String(value)]];
    return repeated?.includes(name) ? value.map((item) => [name, item]) : [[name, value.join(",")]];
  });
}

/** Whether Genesys' links are relative is not documented. Behind a gateway an absolute one names the host behind it. */
function queryOf(endpoint: Endpoint<unknown>, next: string, own: URL, gateway: boolean): string {
  if (!URL.canParse(next, own.href)) throw unusable(endpoint, "the link to its next page is none");
  const link = new URL(next, own);
  const known = link.origin === own.origin || (gateway && regions.some(({ api }) => api === link.origin));
  if (!known) throw unusable(endpoint, `the link to its next page leads to another host, ${oneLine(link.host, 80)}`);
  return link.search;
}

const unusable = (endpoint: Endpoint<unknown>, why: string): RequestError =>
  new RequestError(
    `${subject(endpoint)} cannot be asked for: ${why}.`,
    "An earlier answer of Genesys, or a gateway between, is at fault: report it with this message.",
    0,
  );
