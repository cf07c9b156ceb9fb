import type { Reader, Transaction } from "../../warehouse/index.ts";
import { type StoredKind, sourceOf } from "./documents.ts";
import { isStoredKind } from "./kept-fields.ts";
import { findChildren, keyOf } from "./lookup.ts";

/** A response by its source. */
export interface ResponseId {
  readonly source: "survey" | "evaluation";
  readonly id: string;
}

/** Responses of these interactions of which something is stored. */
export async function storedResponses(
  reader: Pick<Reader, "query">,
  organization: string,
  interactions: readonly string[],
): Promise<readonly ResponseId[]> {
  const rows = await reader.query(
    `SELECT source, response_id FROM response
     WHERE organization_id = $organization AND interaction_id IN (SELECT unnest($interactions))`,
    { organization, interactions },
  );
  const documents = (await findChildren(reader, organization, interactions)).flatMap(({ kind, id }): ResponseId[] => {
    const source = isStoredKind(kind) ? sourceOf[kind] : undefined;
    return source ? [{ source, id: String(id) }] : [];
  });
  const derived = rows.map(({ source, response_id: id }): ResponseId => {
    return { source: source === "survey" ? "survey" : "evaluation", id: String(id) };
  });
  return distinct([...derived, ...documents]);
}

export const distinct = (responses: readonly ResponseId[]): readonly ResponseId[] => [
  ...new Map(responses.map((one) => [`${one.source} ${one.id}`, one])).values(),
];

/** Documents of interactions and of responses, as they are stored. */
export const documentsOf = (
  interactions: readonly string[],
  responses: readonly ResponseId[],
): readonly { readonly kind: StoredKind; readonly id: string }[] => [
  ...interactions.flatMap((id) => [
    { kind: "interaction" as const, id },
    { kind: "unlinked" as const, id },
  ]),
  ...responses.flatMap(({ source, id }) => [
    { kind: source, id },
    { kind: `${source}-sighting` as const, id },
  ]),
];

/** Deletes documents. @returns how many were stored */
export const removeDocuments = (
  tx: Transaction,
  organization: string,
  documents: readonly { readonly kind: StoredKind; readonly id: string }[],
): Promise<number> =>
  tx.run(
    `DELETE FROM document WHERE organization_id = $organization
     AND key IN (SELECT unnest(CAST($keys AS BIGINT[]))) AND kind || ' ' || id IN (SELECT unnest($names))`,
    {
      organization,
      keys: documents.map(({ kind, id }) => String(keyOf(kind, id))),
      names: documents.map(({ kind, id }) => `${kind} ${id}`),
    },
  );
