import type { Input, Paged } from "../endpoint.ts";
import type { Genesys } from "../genesys.ts";
import type { ConversationListing, EntityListing } from "../wire/listing.ts";
import { createRepeats } from "./endless-listing.ts";
import { createPageSize, sizeIn } from "./page-size.ts";
import { createCount, type PageOptions } from "./shortfall.ts";

type LinkPaged = Paged<EntityListing, "link">;
type HitsPaged = Paged<ConversationListing, "hits">;
type PageInput = Input & { readonly body?: Readonly<Record<string, unknown>> };
type Pages = AsyncGenerator<readonly unknown[], void, undefined>;

/**
 * The pages of a listing, in the style that the endpoint table names: each an array of documents as they came, one request
 * a page, empty ones left out. Pages may shift while they are read, so a document may come twice. No page is the last one
 * for being short.
 * @throws {RequestError} when the listing would never end
 */
export function byPage(
  genesys: Genesys,
  endpoint: LinkPaged | HitsPaged,
  input: PageInput = {},
  signal?: AbortSignal,
  options: PageOptions = {},
): Pages {
  if (isHits(endpoint)) return byHits(genesys, endpoint, input, signal, options);
  return byLink(genesys, endpoint, input, signal, options);
}

const isHits = (endpoint: { pages: { by: string } }): endpoint is HitsPaged => endpoint.pages.by === "hits";

async function* byLink(
  genesys: Genesys,
  endpoint: LinkPaged,
  input: PageInput,
  signal: AbortSignal | undefined,
  options: PageOptions,
): Pages {
  const repeats = createRepeats(endpoint);
  const count = createCount(endpoint, options);
  const first = await createPageSize(sizeIn(input.query) ?? endpoint.pages.size).read((pageSize) => {
    const size = pageSize === undefined ? {} : { pageSize };
    return genesys.ask(endpoint, { ...input, query: { ...size, ...input.query, ...size } }, signal);
  });
  for (let page = first; ; ) {
    const { entities, nextUri } = page;
    const items = entities ?? [];
    count.add(items);
    if (items.length > 0) yield items;
    if (!nextUri) return count.close(page.total, page.pageCount);
    repeats.page(items);
    repeats.lead(nextUri);
    page = await genesys.ask(endpoint, { ...input, next: nextUri }, signal);
  }
}

/**
 * Pages that are asked for by number. Conversations may be added or removed between two of them, so that only an empty page
 * is an end, or one that is not full where as many came as there are to be. One that has come before stands in another's
 * place, so it is asked for once more, as is an empty one where more are announced. Where it stays, numbers are not heeded: it is an
 * end if all has come, and else the listing leads nowhere.
 */
async function* byHits(
  genesys: Genesys,
  endpoint: HitsPaged,
  input: PageInput,
  signal: AbortSignal | undefined,
  options: PageOptions,
): Pages {
  const repeats = createRepeats(endpoint);
  const count = createCount(endpoint, options);
  const { paging } = input.body ?? {};
  const size = createPageSize(sizeIn(paging) ?? endpoint.pages.size);
  const read = (pageNumber: number): Promise<ConversationListing> =>
    size.read((pageSize) => {
      const body = { ...input.body, paging: { pageSize, pageNumber } };
      return genesys.ask(endpoint, { ...input, body }, signal);
    });
  let promised: unknown = 0;
  for (let pageNumber = 1; ; pageNumber++) {
    let { conversations, totalHits } = await read(pageNumber);
    const isDoubtful = conversations?.length
      ? repeats.has(conversations)
      : count.came() < Number(totalHits ?? promised);
    if (isDoubtful) ({ conversations, totalHits } = await read(pageNumber));
    const items = conversations ?? [];
    promised = totalHits ?? promised;
    if (items.length === 0) return count.close(promised);
    // The same under another number: numbers are not heeded. All has come by the total, or, without one, by no page's being full.
    const hasCome = Number(promised) > 0 ? count.came() >= Number(promised) : items.length !== size.current();
    if (repeats.has(items) && hasCome) return;
    repeats.page(items);
    count.add(items);
    yield items;
    if (items.length < (size.current() ?? 1) && totalHits && count.came() >= Number(totalHits)) return;
  }
}
