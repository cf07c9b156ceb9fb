import type { Paged } from "../endpoint.ts";
import type { Genesys } from "../genesys.ts";
import type { SearchListing } from "../wire/listing.ts";
import { createBound, endless } from "./endless-listing.ts";
import { createPageSize } from "./page-size.ts";
import { createCount, idOf, type PageOptions } from "./shortfall.ts";

/** A listing sorted by a time that may change while it is read, such as the last submission of an evaluation. */
interface KeyedListing {
  /** Where the listing begins, milliseconds since 1970. */
  readonly from: number;
  /** The body that asks for everything from `key` on, in ascending order, without `pageSize` and `pageNumber`. */
  readonly body: (key: number) => Readonly<Record<string, unknown>>;
  /** The time by which an item is sorted; null where it cannot be read. */
  readonly keyOf: (item: unknown) => number | null;
  /** As `Input` has it. */
  readonly indivisible?: boolean;
}

/** This many pages in a row without anything new are a listing that goes round in circles. */
const maxIdlePages = 3;

/**
 * The pages of a listing, each an array of documents as they came, every version of a document once.
 *
 * By page numbers, an item that moves behind while the pages are read pulls those after it forward, and the first one of the
 * next page is never seen. So each full page is followed by page 1 of the rows from its last key on: the millisecond
 * before it, since whether a range contains its beginning is not documented. That also keeps page numbers low, where
 * Genesys is likely to refuse deep ones (10,000 results). Numbers go on only within one key, and behind a page that is
 * not full: only an empty page, or a stated total that has come, is an end. So is a page that is not full and comes again under the
 * next number, and from its last key on: numbers mean nothing there. Where nothing comes from the last key on, numbers go on.
 * @throws {RequestError} when the listing would never end
 */
export async function* byKey(
  genesys: Genesys,
  endpoint: Paged<SearchListing, "number">,
  { from: first, body, keyOf, indivisible = false }: KeyedListing,
  signal?: AbortSignal,
  options: PageOptions = {},
): AsyncGenerator<readonly unknown[], void, undefined> {
  const size = createPageSize(endpoint.pages.size);
  const seen = new Set<string>();
  let [from, pageNumber, idle] = [first, 1, 0];
  const bound = createBound(endpoint);
  const sinceKey = createCount(endpoint, options);
  let promised: unknown = 0;
  let latest = "";
  /** The page from whose last key on the next one is asked for; null where that has come. */
  let behind: { readonly from: number; readonly pageNumber: number } | null = null;
  let goesByKey = true;
  for (;;) {
    bound();
    const read = () =>
      size.read((asked) =>
        genesys.ask(endpoint, { body: { ...body(from), pageSize: asked, pageNumber }, indivisible }, signal),
      );
    let page = await read();
    // No list where an empty one should be: believed the second time.
    if (!page.results) page = await read();
    const items = page.results ?? [];
    promised = page["total"] || promised;
    if (items.length === 0) {
      if (behind === null) return sinceKey.close(promised);
      goesByKey = false;
      [from, pageNumber, behind] = [behind.from, behind.pageNumber + 1, null];
      continue;
    }
    behind = null;
    const unseen = items.filter((item) => isNew(seen, item, keyOf));
    if (unseen.length > 0) yield unseen;
    idle = unseen.length > 0 ? 0 : idle + 1;
    if (idle > maxIdlePages) throw endless(endpoint, `${idle} in a row hold nothing new`);
    sinceKey.add(items);
    const isFull = items.length >= (typeof page.pageSize === "number" ? page.pageSize : (size.current() ?? 1));
    if (!isFull && sinceKey.came() >= totalOf(page)) return;
    const key = lastKey(items.map(keyOf));
    const next = goesByKey && key !== null && key - 1 > from ? key - 1 : null;
    const mark = items.map((item) => idOf(item) ?? "").join("\n");
    const isAgain = pageNumber > 1 && !isFull && unseen.length === 0 && mark === latest;
    latest = mark;
    if (isAgain && next === null) return sinceKey.close(promised);
    if ((isFull || isAgain) && next !== null) {
      behind = { from, pageNumber };
      [from, pageNumber] = [next, 1];
      sinceKey.clear();
      promised = 0;
    } else pageNumber += 1;
  }
}

/** In no model of the official SDK, and reported of some orgs; 0 is ignored for a page that holds something. */
const totalOf = ({ total }: SearchListing): number => (typeof total === "number" && total > 0 ? total : Infinity);

/** The key of the last item; null where the items are not in order, so that earlier ones may not have come. */
function lastKey(keys: readonly (number | null)[]): number | null {
  let last = Number.NEGATIVE_INFINITY;
  for (const key of keys) {
    if (key === null || key < last) return null;
    last = key;
  }
  return Number.isFinite(last) ? last : null;
}

function isNew(seen: Set<string>, item: unknown, keyOf: KeyedListing["keyOf"]): boolean {
  const id = idOf(item);
  // An item without an id is given to the caller, which reports it.
  if (id === null) return true;
  const mark = `${id} ${keyOf(item)}`;
  if (seen.has(mark)) return false;
  seen.add(mark);
  return true;
}
