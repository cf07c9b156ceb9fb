import type { Input, Paged } from "../endpoint.ts";
import type { Genesys } from "../genesys.ts";
import type { CursorListing } from "../wire/listing.ts";
import { createPageSize, sizeIn } from "./page-size.ts";
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
  const size = createPageSize(sizeIn(input.query) ?? endpoint.pages.size);
  let lead: { readonly next: string } | { readonly cursor: string } | null = null;
  for (;;) {
    const { entities, conversations, nextUri, cursor } = await size.read((pageSize) => {
      if (lead && "next" in lead) return genesys.ask(endpoint, { ...input, ...lead }, signal);
      const query = { ...input.query, ...(pageSize === undefined ? {} : { pageSize }), ...lead };
      return genesys.ask(endpoint, { ...input, query }, signal);
    });
    const items = entities ?? conversations ?? [];
    if (items.length > 0) yield items;
    if (!nextUri && !cursor) return;
    repeats.page(items);
    repeats.lead(nextUri || cursor || "");
    lead = nextUri ? { next: nextUri } : { cursor: cursor ?? "" };
  }
}
