import type { Reader } from "../../warehouse/index.ts";

/** Responses whose rows are all that is left of them. */
export async function countWithoutDocument(reader: Pick<Reader, "query">, organization: string): Promise<number> {
  const [row] = await reader.query(
    "SELECT count(*) AS n FROM response WHERE organization_id = $organization AND without_document",
    { organization },
  );
  return Number(row?.["n"] ?? 0);
}
