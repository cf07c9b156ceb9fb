import type { Reader } from "../../warehouse/index.ts";
import type { StoredKind } from "../documents/documents.ts";
import { isStoredKind } from "../documents/kept-fields.ts";
import { type Mention, whereMentioned } from "./mentions.ts";

/** Documents that are searched in one statement, and characters of them: the database unpacks them in memory. */
const batch = { documents: 2_000, characters: 8_000_000 };
/** Of one that was stored before sizes were. */
const assumedSize = 10_000;

/** A document that may have what was looked for. */
export interface FoundDocument {
  readonly arrival: number;
  readonly kind: StoredKind;
  readonly id: string;
}

interface Search {
  readonly organization: string;
  readonly kinds: readonly StoredKind[];
  readonly mentions: readonly Mention[];
  readonly signal?: AbortSignal | undefined;
}

/** Looks through all stored documents, some thousand at a time: nothing else knows which of them name a person or an address. */
export async function* findInDocuments(
  reader: Pick<Reader, "query">,
  { organization, kinds, mentions, signal }: Search,
): AsyncGenerator<readonly FoundDocument[]> {
  const { sql, parameters } = whereMentioned("json", mentions);
  for (let after = 0; ; ) {
    signal?.throwIfAborted();
    const until = await nextStretch(reader, organization, after);
    if (until === null) return;
    const rows = await reader.query(
      `SELECT arrival, kind, id FROM document
       WHERE organization_id = $organization AND arrival > CAST($after AS BIGINT) AND arrival <= CAST($until AS BIGINT)
         AND kind IN (SELECT unnest($kinds)) AND ${sql}`,
      { organization, after, until, kinds, ...parameters },
    );
    const found = rows.flatMap(({ arrival, kind, id }): FoundDocument[] =>
      isStoredKind(kind) ? [{ arrival: Number(arrival), kind, id: String(id) }] : [],
    );
    if (found.length > 0) yield found;
    after = until;
  }
}

/** The last of the next documents that are not too much to read at once; null where there is none. */
export async function nextStretch(
  reader: Pick<Reader, "query">,
  organization: string,
  after: number,
): Promise<number | null> {
  const next = await reader.query(
    `SELECT arrival, size FROM document WHERE organization_id = $organization AND arrival > CAST($after AS BIGINT)
     ORDER BY arrival LIMIT ${batch.documents}`,
    { organization, after },
  );
  let characters = 0;
  let until: number | null = null;
  for (const { arrival, size } of next) {
    characters += Number(size ?? assumedSize);
    if (until !== null && characters > batch.characters) return until;
    until = Number(arrival);
  }
  return until;
}
