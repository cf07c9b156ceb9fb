import { foldName, nearest, textOf, UsageError } from "../base/index.ts";
import { type ExtractRequest, isPartial } from "../collect/index.ts";
import { byPage, decode, endpoints, formHistory, type Genesys, named } from "../genesys/index.ts";

/** A value of a filter that the org has nothing for. */
interface UnknownName {
  readonly kind: "queue" | "form";
  readonly value: string;
  /** The name that was probably meant; null where none is close. */
  readonly meant: string | null;
}

/** An id may be of something that no listing has any more, such as a deleted queue. */
const isId = (value: string): boolean => /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value);

/**
 * A filter value that the org has no name for is a mistake, and not "no answers": nothing is extracted for it.
 * @throws {UsageError} naming each such value, and what was probably meant
 */
export async function refuseUnknownNames(
  genesys: Genesys,
  request: Pick<ExtractRequest, "queues" | "forms">,
  signal?: AbortSignal,
): Promise<void> {
  const unknown = await findUnknownNames(genesys, request, signal);
  if (unknown.length === 0) return;
  throw new UsageError(
    unknown
      .map(
        ({ kind, value, meant }) =>
          `The org has no ${kind} "${value}".${meant === null ? "" : ` Did you mean "${meant}"?`}`,
      )
      .join("\n"),
    "Leave the filter out to see what there is, or name an id, which is not checked.",
  );
}

/**
 * The queues and forms of a request that the org does not have. Asks for a listing of each kind that a name is given
 * of; kinds that the client may not list are not judged.
 */
async function findUnknownNames(
  genesys: Genesys,
  { queues, forms }: Pick<ExtractRequest, "queues" | "forms">,
  signal?: AbortSignal,
): Promise<readonly UnknownName[]> {
  const unknown: UnknownName[] = [];
  for (const [kind, values, list] of [
    ["queue", queues, listQueues],
    ["form", forms, listForms],
  ] as const) {
    const names = values.filter((value) => !isId(value));
    if (names.length === 0) continue;
    const known = await list(genesys, signal).catch((error: unknown) => {
      if (!isPartial(error)) throw error;
      return null;
    });
    if (known === null) continue;
    const folded = new Set([...known].map(foldName));
    for (const value of names) {
      if (!folded.has(foldName(value))) unknown.push({ kind, value, meant: nearest(value, [...known]) });
    }
  }
  return unknown;
}

async function listQueues(genesys: Genesys, signal?: AbortSignal): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  for await (const page of byPage(genesys, endpoints.queues, {}, signal)) {
    for (const document of page) {
      const { id, name } = decode(named, document, { endpoint: endpoints.queues });
      for (const word of [name, id]) if (word) known.add(word);
    }
  }
  return known;
}

/** Names and ids of all forms and of their published versions: a form may have had another name. */
async function listForms(genesys: Genesys, signal?: AbortSignal): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  for (const endpoint of [endpoints.surveyForms, endpoints.evaluationForms]) {
    for await (const page of byPage(genesys, endpoint, { query: { expand: "publishHistory" } }, signal)) {
      for (const document of page) {
        const { id, contextId, name, publishedVersions } = decode(formHistory, document, { endpoint });
        const versions = publishedVersions?.entities ?? [];
        for (const word of [name, id, contextId, ...versions.flatMap((one) => [one.id, textOf(one, "name")])])
          if (word) known.add(word);
      }
    }
  }
  return known;
}
