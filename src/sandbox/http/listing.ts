import type { Asked } from "./endpoints/endpoint.ts";
import type { Page } from "./pages.ts";

interface Paging {
  readonly pageSize: number;
  readonly pageNumber: number;
}

type ListingRequest = Pick<Asked<never, Paging, unknown>, "path" | "query" | "search" | "context">;
type LinkRequest = Omit<ListingRequest, "query">;

/** One page of a listing in the envelope they all share (official SDK models *EntityListing). `nextUri` means more. */
export function listing<Entity>(asked: ListingRequest, all: readonly Entity[]) {
  const { pageSize, pageNumber } = asked.query;
  return envelope(asked, asked.query, asked.context.page(all, pageSize, pageNumber));
}

/** The listing of things asked for by id: one page, however many. */
export const wholeListing = <Entity>(asked: LinkRequest, all: readonly Entity[]) =>
  envelope(
    asked,
    { pageSize: Math.max(1, all.length), pageNumber: 1 },
    { rows: all, total: all.length, pages: Math.min(1, all.length) },
  );

function envelope<Entity>(asked: LinkRequest, { pageSize, pageNumber }: Paging, { rows, total, pages }: Page<Entity>) {
  const uri = (page: number): string => link(asked, { pageNumber: String(page) });
  return {
    entities: rows,
    pageSize,
    pageNumber,
    total,
    pageCount: pages,
    firstUri: uri(1),
    lastUri: uri(Math.max(1, pages)),
    selfUri: uri(pageNumber),
    nextUri: pageNumber < pages ? uri(pageNumber + 1) : undefined,
    previousUri: pageNumber > 1 ? uri(pageNumber - 1) : undefined,
  };
}

/** The request's own address with some parameters changed. */
export function link({ path, search, context }: LinkRequest, changes: Readonly<Record<string, string>>): string {
  const changed = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) changed.set(name, value);
  return `${context.hasVariant("absolute-uris") ? context.origin : ""}${path}?${changed.toString()}`;
}

/** `name` filters of listings match anywhere, without regard to case. */
export const matchesName = (thing: { readonly name: string }, part: string | undefined): boolean =>
  part === undefined || thing.name.toLowerCase().includes(part.toLowerCase());
