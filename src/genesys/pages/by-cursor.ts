import type { Input, Paged } from "../endpoint.ts";
import type { Genesys } from "../genesys.ts";
import type { CursorListing } from "../wire/listing.ts";
import { createRepeats } from "./repeats.ts";

/**
 * The pages of a listing that leads on by a cursor, or by a `nextUri` that carries one: each an array of documents as they
 * came, one request a page, empty ones left out.
 * @throws {RequestError} when the listing would never end
 */
export async function* byCursor(
  genesys: Genesys,
  endpoint: Paged<CursorListing, "cursor">,
  input: Input = {},
  signal?: AbortSignal,
): AsyncGenerator<readonly unknown[], void, undefined> {
  const repeats = createRepeats(endpoint);
  const query = { pageSize: endpoint.pages.size, ...input.query };
  let request: Input = { ...input, query };
  for (;;) {
    const { entities, conversations, nextUri, cursor } = await genesys.ask(endpoint, request, signal);
    const items = entities ?? conversations ?? [];
    if (items.length > 0) yield items;
    const lead = nextUri ?? cursor;
    if (!lead) return;
    repeats.page(items);
    repeats.lead(lead);
    request = nextUri ? { ...input, next: nextUri } : { ...input, query: { ...query, cursor: lead } };
  }
}
