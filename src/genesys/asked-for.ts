import type { Endpoint, Input } from "./endpoint.ts";
import { isRecord } from "./record.ts";

/**
 * The answer to a request by ids without the items of other ids, which nobody asked for: a cache in between may give what
 * another request asked for. Ids are compared without case. What has no id stays, so that whoever decodes it reports it.
 */
export function onlyAskedFor({ byId }: Pick<Endpoint<unknown>, "byId">, { query }: Input, document: unknown): unknown {
  const ids = query?.["id"];
  if (!byId || !Array.isArray(ids) || !isRecord(document)) return document;
  const items = document[byId.list];
  if (!Array.isArray(items)) return document;
  const asked = new Set(ids.map((id) => String(id).toLowerCase()));
  const isAsked = (item: unknown): boolean => {
    const id = isRecord(item) ? item[byId.field] : undefined;
    return typeof id !== "string" || asked.has(id.toLowerCase());
  };
  return items.every(isAsked) ? document : { ...document, [byId.list]: items.filter(isAsked) };
}
