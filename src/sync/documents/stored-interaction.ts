import type { WireConversation } from "../../genesys/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import { readDocument } from "./kept-fields.ts";
import { keyOf, locate, readArrivals } from "./lookup.ts";

/**
 * The conversation as analytics returned it, as far as it is kept; null where it has not been read, or was removed.
 * @throws {DecodeError} where the stored document cannot be read
 */
export async function readStoredInteraction(
  reader: Pick<Reader, "query">,
  interactionId: string,
): Promise<WireConversation | null> {
  const located = await locate(reader, [keyOf("interaction", interactionId)]);
  const rows = await readArrivals(reader, located, "kind, id, json");
  const own = rows.find(({ kind, id }) => kind === "interaction" && id === interactionId);
  return own === undefined ? null : readDocument("interaction", interactionId, own["json"]);
}
