import { PermissionError } from "../base/index.ts";
import type { Names } from "../csat/index.ts";
import { byPage, decode, type Endpoint, endpoints, named } from "../genesys/index.ts";
import { inBatches } from "./batches.ts";
import type { DocumentKind, FetchContext } from "./fetch-context.ts";
import { isPartial } from "./findings.ts";
import { idsPerRequest } from "./limits.ts";

type Kind = "user" | "queue" | "wrapUpCode" | "division" | "team";

/**
 * Wrap-up codes that are in analytics and in no list of codes: Genesys' default one (seen in public code that reads Genesys),
 * and codes such as ININ-WRAP-UP-TIMEOUT, which are their own names.
 */
const defaultCode = { id: "7fb334b0-0e9e-11e4-9191-0800200c9a66", name: "Default Wrap-up Code" };
function systemName(kind: Kind, id: string): string | null {
  if (kind !== "wrapUpCode") return null;
  if (id.toLowerCase() === defaultCode.id) return defaultCode.name;
  return /^[A-Z][A-Z0-9_-]*$/.test(id) ? id : null;
}

const words: Readonly<Record<Kind, string>> = {
  user: "user",
  queue: "queue",
  wrapUpCode: "wrap-up code",
  division: "division",
  team: "team",
};

const documents = {
  user: "user",
  queue: "queue",
  wrapUpCode: "wrap-up-code",
  division: "division",
  team: "team",
} as const satisfies Record<Kind, DocumentKind>;

/** Names of people and places, asked for in batches, each id once. */
export function createNames(context: FetchContext) {
  const found: Record<Kind, Map<string, string | null>> = {
    user: new Map(),
    queue: new Map(),
    wrapUpCode: new Map(),
    division: new Map(),
    team: new Map(),
  };

  const refused = new Set<Kind>();

  const keep = (kind: Kind, document: unknown, endpoint: Endpoint<unknown>): void => {
    try {
      const { id, name } = decode(named, document, { endpoint });
      if (!name) return;
      found[kind].set(id, name);
      context.keep?.(documents[kind], id, { id, name });
    } catch (error) {
      context.findings.fail("name", `of a ${words[kind]}`, error);
    }
  };

  /**
   * Asks for those that are not known yet. An id that is not returned has no name; a refusal is reported.
   */
  async function load(kind: Kind, ids: Iterable<string | null | undefined>): Promise<void> {
    const unknown = [...new Set(ids)].filter((id): id is string => !!id && !found[kind].has(id));
    const wanted = unknown.filter((id) => systemName(kind, id) === null);
    for (const id of unknown) {
      const name = systemName(kind, id);
      if (name !== null) keep(kind, { id, name }, endpoints.wrapUpCodes);
    }
    for (const id of wanted) found[kind].set(id, null);
    if (wanted.length === 0) return;
    try {
      if (kind === "team") await loadTeams();
      else await inBatches(wanted, idsPerRequest, (ids) => loadByIds(kind, ids), { alone: () => {} });
    } catch (error) {
      if (!isPartial(error)) throw error;
      refused.add(kind);
      context.findings.miss(`Names of ${words[kind]}s are missing. ${error.message}`);
      return;
    }
    for (const id of wanted) if (found[kind].get(id) === null) context.keep?.(documents[kind], id, { id, name: null });
  }

  async function loadByIds(kind: Exclude<Kind, "team">, ids: readonly string[]): Promise<void> {
    const listings = {
      user: [endpoints.users, { id: ids, state: "any", pageSize: idsPerRequest }],
      queue: [endpoints.queues, { id: ids, pageSize: idsPerRequest }],
      wrapUpCode: [endpoints.wrapUpCodes, { id: ids, pageSize: idsPerRequest }],
      division: [endpoints.divisions, { id: ids, pageSize: idsPerRequest }],
    } as const;
    const [endpoint, query] = listings[kind];
    try {
      for await (const page of byPage(context.genesys, endpoint, { query }, context.signal)) {
        for (const document of page) keep(kind, document, endpoint);
      }
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

  const name = (kind: Kind) => (id: string) => found[kind].get(id) ?? systemName(kind, id);
  const names: Names = {
    user: name("user"),
    queue: name("queue"),
    wrapUpCode: name("wrapUpCode"),
    division: name("division"),
    team: name("team"),
  };

  /** Ids that Genesys returned no name for, as one sentence a kind: they stand as null in the records. */
  function unnamed(): string[] {
    return (Object.keys(found) as Kind[]).flatMap((kind) => {
      const count = [...found[kind].values()].filter((value) => value === null).length;
      return count > 0 && !refused.has(kind)
        ? [`Genesys returns no name for ${count} ${words[kind]}${count === 1 ? "" : "s"}: null in the records.`]
        : [];
    });
  }

  return {
    load,
    names,
    unnamed,
    /** Does not ask for names that are known already. */
    add: (kind: Kind, id: string, name: string | null): void => void found[kind].set(id, name),
  };
}

export type NameLookup = ReturnType<typeof createNames>;
