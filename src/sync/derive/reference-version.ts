import type { Reader } from "../../warehouse/index.ts";
import { sharedKinds } from "../documents/shared-documents.ts";

/**
 * Differs whenever a form, a lead or a name was stored, changed or removed: a document that changes takes the next number of
 * arrival.
 */
export async function readReferenceVersion(reader: Pick<Reader, "query">, organization: string): Promise<string> {
  const [row] = await reader.query(
    `SELECT count(*) AS documents, max(arrival) AS newest FROM document
     WHERE organization_id = $organization AND kind IN (SELECT unnest($kinds))`,
    { organization, kinds: sharedKinds },
  );
  return `${row?.["documents"]} ${row?.["newest"]}`;
}
