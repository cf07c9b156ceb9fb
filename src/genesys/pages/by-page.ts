import type { Input, Paged } from "../endpoint.ts";
import type { Genesys } from "../genesys.ts";
import type { ConversationListing, EntityListing, SearchListing } from "../wire/listing.ts";
import { createPageSize, sizeIn } from "./page-size.ts";
import { createRepeats } from "./repeats.ts";

type LinkPaged = Paged<EntityListing, "link">;
type HitsPaged = Paged<ConversationListing, "hits">;
type NumberPaged = Paged<SearchListing, "number">;
type PageInput = Input & { readonly body?: Readonly<Record<string, unknown>> };
type Pages = AsyncGenerator<readonly unknown[], void, undefined>;

/**
 * The pages of a listing, in the style that the endpoint table names: each an array of documents as they came, one request
 * a page, empty ones left out. Pages may shift while they are read, so a document may come twice.
 * @throws {RequestError} when the listing would never end
 */
export function byPage(
  genesys: Genesys,
  endpoint: LinkPaged | HitsPaged | NumberPaged,
  input: PageInput = {},
  signal?: AbortSignal,
): Pages {
  if (isHits(endpoint)) return byHits(genesys, endpoint, input, signal);
  if (isNumber(endpoint)) return byNumber(genesys, endpoint, input, signal);
  return byLink(genesys, endpoint, input, signal);
}

const isHits = (endpoint: { pages: { by: string } }): endpoint is HitsPaged => endpoint.pages.by === "hits";
const isNumber = (endpoint: { pages: { by: string } }): endpoint is NumberPaged => endpoint.pages.by === "number";

async function* byLink(genesys: Genesys, endpoint: LinkPaged, input: PageInput, signal?: AbortSignal): Pages {
  const repeats = createRepeats(endpoint);
  const first = await createPageSize(sizeIn(input.query) ?? endpoint.pages.size).read((pageSize) => {
    const size = pageSize === undefined ? {} : { pageSize };
    return genesys.ask(endpoint, { ...input, query: { ...size, ...input.query, ...size } }, signal);
  });
  for (let page = first; ; ) {
    const { entities, nextUri } = page;
    if (entities?.length) yield entities;
    if (!nextUri) return;
    repeats.page(entities ?? []);
    repeats.lead(nextUri);
    page = await genesys.ask(endpoint, { ...input, next: nextUri }, signal);
  }
}

/** Conversations may be added or removed between two pages: only an empty page is an end that no total can talk us out of. */
async function* byHits(genesys: Genesys, endpoint: HitsPaged, input: PageInput, signal?: AbortSignal): Pages {
  const distinct = new Set<unknown>();
  const { paging } = input.body ?? {};
  const size = createPageSize(sizeIn(paging) ?? endpoint.pages.size);
  yield* byCount(endpoint, async (pageNumber) => {
    const { conversations, totalHits } = await size.read((pageSize) => {
      const body = { ...input.body, paging: { pageSize, pageNumber } };
      return genesys.ask(endpoint, { ...input, body }, signal);
    });
    const items = conversations ?? [];
    for (const item of items) distinct.add(idOf(item));
    return { items, last: items.length < (size.current() ?? 1) && distinct.size >= (totalHits ?? 0) };
  });
}

/** A page is short against the size that the answer states, which may be less than was asked for. */
async function* byNumber(genesys: Genesys, endpoint: NumberPaged, input: PageInput, signal?: AbortSignal): Pages {
  const size = createPageSize(sizeIn(input.body) ?? endpoint.pages.size);
  yield* byCount(endpoint, async (pageNumber) => {
    const { results, pageSize } = await size.read((asked) => {
      const body = { ...input.body, pageSize: asked, pageNumber };
      return genesys.ask(endpoint, { ...input, body }, signal);
    });
    const items = results ?? [];
    return { items, last: items.length < (pageSize ?? 0) };
  });
}

interface CountedPage {
  readonly items: readonly unknown[];
  readonly last: boolean;
}

/**
 * Pages that are asked for by number. One that has come before stands in another's place, so it is asked for once more;
 * where it stays, the numbers lead nowhere.
 */
async function* byCount(endpoint: HitsPaged | NumberPaged, read: (pageNumber: number) => Promise<CountedPage>): Pages {
  const repeats = createRepeats(endpoint);
  for (let pageNumber = 1; ; pageNumber++) {
    let { items, last } = await read(pageNumber);
    if (repeats.has(items)) ({ items, last } = await read(pageNumber));
    if (items.length === 0) return;
    repeats.page(items);
    yield items;
    if (last) return;
  }
}

const idOf = (item: unknown): unknown =>
  typeof item === "object" && item !== null && "conversationId" in item ? item.conversationId : item;
