import type { Asked } from "./endpoint.ts";

interface Paging {
  readonly pageSize: number;
  readonly pageNumber: number;
}

type ListingRequest = Pick<Asked<never, Paging, unknown>, "path" | "query" | "search" | "present">;

/** One page of a listing in the envelope they all share (official SDK models *EntityListing). `nextUri` means more. */
export function listing<Entity>(asked: ListingRequest, all: readonly Entity[]) {
  const { pageSize, pageNumber } = asked.query;
  const pageCount = Math.ceil(all.length / pageSize);
  const uri = (page: number): string => link(asked, { pageNumber: String(page) });
  return {
    entities: all.slice((pageNumber - 1) * pageSize, pageNumber * pageSize),
    pageSize,
    pageNumber,
    total: all.length,
    pageCount,
    firstUri: uri(1),
    lastUri: uri(Math.max(1, pageCount)),
    selfUri: uri(pageNumber),
    nextUri: pageNumber < pageCount ? uri(pageNumber + 1) : undefined,
    previousUri: pageNumber > 1 ? uri(pageNumber - 1) : undefined,
  };
}

/** The listing of things asked for by id: one page, however many. */
export const wholeListing = <Entity>(
  asked: Pick<ListingRequest, "path" | "search" | "present">,
  all: readonly Entity[],
) => listing({ ...asked, query: { pageSize: Math.max(1, all.length), pageNumber: 1 } }, all);

/** The request's own address with some parameters changed. */
export function link(
  { path, search, present }: Pick<ListingRequest, "path" | "search" | "present">,
  changes: Readonly<Record<string, string>>,
): string {
  const changed = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) changed.set(name, value);
  return `${present.plays("absolute-uris") ? present.origin : ""}${path}?${changed.toString()}`;
}

/** `name` filters of listings match anywhere, whatever the case. */
export const named = (thing: { readonly name: string }, part: string | undefined): boolean =>
  part === undefined || thing.name.toLowerCase().includes(part.toLowerCase());
