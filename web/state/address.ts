import { type Query, queryText, readQuery } from "./query.ts";

/** What the page can show, by the first word of its path. */
export const viewNames = [
  "overview",
  "queues",
  "agents",
  "questions",
  "evaluations",
  "drivers",
  "comments",
  "responses",
  "interactions",
  "sync",
] as const;
export type ViewName = (typeof viewNames)[number];

/** Everything that the page shows is in its address. */
export interface Address {
  /** Null where the path is none of ours. */
  readonly view: ViewName | null;
  /** Of the one interaction that is shown. */
  readonly id: string | null;
  readonly query: Query;
}

export function readAddress(url: string): Address {
  const { pathname, search } = new URL(url, "http://page.invalid");
  return { ...readPath(pathname), query: readQuery(search) };
}

function readPath(path: string): Pick<Address, "view" | "id"> {
  const [first = "", second = "", ...rest] = path.split("/").slice(1).map(decoded);
  const view = first === "" ? "overview" : (viewNames.find((name) => name === first) ?? null);
  const nowhere = { view: null, id: null };
  if (rest.length > 0 || path === "/overview") return nowhere;
  if (view === "interactions") return second === "" ? nowhere : { view, id: second };
  return second === "" ? { view, id: null } : nowhere;
}

function decoded(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    return word;
  }
}

/** The path and the query, as a link has them. */
export function addressText({ view, id, query }: Address): string {
  const path =
    view === null || view === "overview" ? "/" : id === null ? `/${view}` : `/${view}/${encodeURIComponent(id)}`;
  const search = queryText(query);
  return search === "" ? path : `${path}?${search}`;
}

export const viewAddress = (view: ViewName, query: Query): string => addressText({ view, id: null, query });
