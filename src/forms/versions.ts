import { DecodeError, readTime, textOf } from "../base/index.ts";
import { type FormKind, type FormVersion, formRoutes, idsPerRequest, readFormVersion } from "../collect/index.ts";
import type { ScoreSettings } from "../csat/index.ts";
import { byPage, decode, formHistory, type Genesys } from "../genesys/index.ts";

/** A form of the org and the ids of its published versions, oldest first. */
export interface FormEntry {
  readonly kind: FormKind;
  readonly contextId: string;
  readonly name: string | null;
  /** What it can be asked for by: its names, earlier ones too, and its ids. */
  readonly words: readonly string[];
  readonly versions: readonly { readonly id: string; readonly modified: number }[];
}

/** Every form of a kind that was ever published: one request for 100 forms. Throws PermissionError where that is not allowed. */
export async function listPublished(genesys: Genesys, kind: FormKind, signal?: AbortSignal): Promise<FormEntry[]> {
  const { listing } = formRoutes[kind];
  const found = new Map<string, FormEntry>();
  const query = { expand: "publishHistory" };
  for await (const page of byPage(genesys, listing, { query }, signal)) {
    for (const document of page) {
      const wire = decode(formHistory, document, { endpoint: listing });
      const contextId = wire.contextId ?? wire.id;
      // Whether every org answers with the history that was asked for is not known: without it the form itself is asked.
      const history = wire.publishedVersions?.entities ?? (await listVersions(genesys, kind, wire.id, signal));
      const versions = history
        .map(({ id, modifiedDate }) => ({ id, modified: readTime(modifiedDate) ?? 0 }))
        .sort((a, b) => a.modified - b.modified);
      const name = wire.name ?? null;
      const earlier = history.flatMap((one) => [textOf(one, "name"), one.id]);
      const words = [name, contextId, wire.id, ...earlier].filter((word) => word !== null);
      if (versions.length > 0) found.set(contextId, { kind, contextId, name, words, versions });
    }
  }
  return [...found.values()];
}

async function listVersions(genesys: Genesys, kind: FormKind, formId: string, signal?: AbortSignal) {
  const { schema, versions } = formRoutes[kind];
  const found: { id: string; name?: string | null | undefined; modifiedDate?: string | null | undefined }[] = [];
  for await (const page of byPage(genesys, versions, { path: { formId } }, signal)) {
    for (const document of page) {
      const { id, name, published, modifiedDate } = decode(schema, document, { endpoint: versions });
      if (published === true) found.push({ id, name, modifiedDate });
    }
  }
  return found;
}

/** The questions of these versions by id, as far as Genesys returns them readable. */
export async function readVersions(
  genesys: Genesys,
  kind: FormKind,
  ids: readonly string[],
  scores: ScoreSettings,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, FormVersion>> {
  const { bulk } = formRoutes[kind];
  const read = new Map<string, FormVersion>();
  for (let start = 0; start < ids.length; start += idsPerRequest) {
    const query = { id: ids.slice(start, start + idsPerRequest) };
    for await (const page of byPage(genesys, bulk, { query }, signal)) {
      for (const document of page) {
        try {
          const version = readFormVersion(kind, document, scores);
          if (version) read.set(version.form.id, version);
        } catch (error) {
          // A version that cannot be read is missing from the answer, and is reported there.
          if (!(error instanceof DecodeError)) throw error;
        }
      }
    }
  }
  return read;
}
