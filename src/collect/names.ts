import { PermissionError } from "../base/index.ts";
import type { Names } from "../csat/index.ts";
import { byPage, decode, type Endpoint, endpoints, isUnserved, named } from "../genesys/index.ts";
import { inBatches } from "./batches.ts";
import type { DocumentKind, FetchContext } from "./fetch-context.ts";
import { isPartial } from "./findings.ts";
import { idsPerRequest } from "./limits.ts";

/** What is named by id, as its documents are called. */
export const nameKinds = [
  "user",
  "queue",
  "wrap-up-code",
  "division",
  "team",
] as const satisfies readonly DocumentKind[];
export type NameKind = (typeof nameKinds)[number];

/** Names for records, from whatever knows them. */
export const namesFrom = (find: (kind: NameKind, id: string) => string | null): Names => ({
  user: (id) => find("user", id),
  queue: (id) => find("queue", id),
  wrapUpCode: (id) => find("wrap-up-code", id),
  division: (id) => find("division", id),
  team: (id) => find("team", id),
});

/**
 * Wrap-up codes that are in analytics and in no list of codes: Genesys' default one (seen in public code that reads Genesys),
 * and codes such as ININ-WRAP-UP-TIMEOUT, which are their own names.
 */
const defaultCode = { id: "7fb334b0-0e9e-11e4-9191-0800200c9a66", name: "Default Wrap-up Code" };
function systemName(kind: NameKind, id: string): string | null {
  if (kind !== "wrap-up-code") return null;
  if (id.toLowerCase() === defaultCode.id) return defaultCode.name;
  return /^[A-Z][A-Z0-9_-]*$/.test(id) ? id : null;
}

const wordFor = (kind: NameKind): string => (kind === "wrap-up-code" ? "wrap-up code" : kind);

/** Names of people and places, asked for in batches, each id once. */
export function createNames(context: FetchContext) {
  const found: Record<NameKind, Map<string, string | null>> = {
    user: new Map(),
    queue: new Map(),
    "wrap-up-code": new Map(),
    division: new Map(),
    team: new Map(),
  };

  const refused = new Set<NameKind>();
  /** Kinds of which the endpoint is not served, or not permitted: it is not asked again in this run. */
  const closed = new Set<NameKind>();
  const served = new Set<NameKind>();

  const keep = (kind: NameKind, document: unknown, endpoint: Endpoint<unknown>): void => {
    try {
      const { id, name } = decode(named, document, { endpoint });
      if (!name) return;
      found[kind].set(id, name);
      context.keep?.(kind, id, { id, name });
    } catch (error) {
      context.findings.fail("name", `of a ${wordFor(kind)}`, error);
    }
  };

  /** Asks for those that are not known yet. An id that is not returned has no name; a refusal is reported. */
  async function load(kind: NameKind, ids: Iterable<string | null | undefined>): Promise<void> {
    const unknown = [...new Set(ids)].filter((id): id is string => !!id && !found[kind].has(id));
    const wanted = unknown.filter((id) => systemName(kind, id) === null);
    for (const id of unknown) {
      const name = systemName(kind, id);
      if (name !== null) keep(kind, { id, name }, endpoints.wrapUpCodes);
    }
    for (const id of wanted) found[kind].set(id, null);
    if (wanted.length === 0 || closed.has(kind)) return;
    try {
      if (kind === "team") await loadTeams();
      else
        await inBatches(wanted, idsPerRequest, (ids) => loadByIds(kind, ids), {
          alone: () => {},
          isServed: served.has(kind),
        });
      served.add(kind);
    } catch (error) {
      if (!isPartial(error)) throw error;
      refused.add(kind);
      if (error instanceof PermissionError || isUnserved(error)) closed.add(kind);
      context.findings.miss(`Names of ${wordFor(kind)}s are missing. ${error.message}`);
      return;
    }
    for (const id of wanted) if (found[kind].get(id) === null) context.keep?.(kind, id, { id, name: null });
  }

  async function loadByIds(kind: Exclude<NameKind, "team">, ids: readonly string[], isRepeated = false): Promise<void> {
    const listings = {
      user: [endpoints.users, { id: ids, state: "any", pageSize: idsPerRequest }],
      queue: [endpoints.queues, { id: ids, pageSize: idsPerRequest }],
      "wrap-up-code": [endpoints.wrapUpCodes, { id: ids, pageSize: idsPerRequest }],
      division: [endpoints.divisions, { id: ids, pageSize: idsPerRequest }],
    } as const;
    const [endpoint, query] = listings[kind];
    let isShort = false;
    const onShortfall = (): void => {
      isShort = true;
    };
    try {
      for await (const page of byPage(context.genesys, endpoint, { query }, context.signal, { onShortfall })) {
        for (const document of page) keep(kind, document, endpoint);
      }
      // By its own count it had more: once more for those.
      const left = ids.filter((id) => found[kind].get(id) === null);
      if (isShort && !isRepeated && left.length > 0) await loadByIds(kind, left, true);
    } catch (error) {
      if (kind !== "queue" || !(error instanceof PermissionError)) throw error;
      // If that is closed too, the first refusal names the permission to add.
      await loadQueuesByDivision().catch((other: unknown) => {
        throw other instanceof PermissionError ? error : other;
      });
    }
  }

  /** Names of all queues of the client's divisions: another permission, `routing:queue:search`, gives these. */
  async function loadQueuesByDivision(): Promise<void> {
    const endpoint = endpoints.queuesDivisionViews;
    for await (const page of byPage(context.genesys, endpoint, { query: { pageSize: 500 } }, context.signal)) {
      for (const document of page) keep("queue", document, endpoint);
    }
  }

  async function loadTeams(): Promise<void> {
    for await (const page of byPage(
      context.genesys,
      endpoints.teams,
      { query: { pageSize: idsPerRequest } },
      context.signal,
    )) {
      for (const document of page) keep("team", document, endpoints.teams);
    }
  }

  /** Ids that Genesys returned no name for, as one sentence a kind: they stand as null in the records. */
  function unnamed(): string[] {
    return nameKinds.flatMap((kind) => {
      const count = [...found[kind].values()].filter((value) => value === null).length;
      return count > 0 && !refused.has(kind)
        ? [`Genesys returns no name for ${count} ${wordFor(kind)}${count === 1 ? "" : "s"}: null in the records.`]
        : [];
    });
  }

  return {
    load,
    names: namesFrom((kind, id) => found[kind].get(id) ?? systemName(kind, id)),
    unnamed,
    /** Does not ask for names that are known already. */
    add: (kind: NameKind, id: string, name: string | null): void => void found[kind].set(id, name),
  };
}

export type NameLookup = ReturnType<typeof createNames>;
