import { createHash } from "node:crypto";
import { RequestError } from "../../base/index.ts";
import { type Endpoint, subject } from "../endpoint.ts";
import { idOf } from "./shortfall.ts";

/** This many pages in a row without an item are a listing that has lost its end, not one with gaps. */
const maxEmptyPages = 10;

/** As many pages of 100 are 500,000 things: five times the maximum of Genesys for a details query. */
const maxPages = 5_000;

type Listing = Pick<Endpoint<unknown>, "path" | "pages">;

/** Counts the pages of one listing, and refuses to go on for ever. */
export function createBound(endpoint: Listing): () => void {
  const limit = endpoint.pages?.maxPages ?? maxPages;
  let pages = 0;
  return () => {
    pages += 1;
    if (pages > limit) throw endless(endpoint, `${limit} have come, and there is still more`);
  };
}

/** Watches the pages of one listing, and refuses to go round in circles, or on for ever. */
export function createRepeats(endpoint: Listing) {
  const bound = createBound(endpoint);
  const seen = new Set<string>();
  let empty = 0;

  function once(mark: string, what: string): void {
    if (seen.has(mark)) throw endless(endpoint, what);
    seen.add(mark);
  }

  return {
    /** Whether exactly this page came before. */
    has: (items: readonly unknown[]): boolean => items.length > 0 && seen.has(markOf(items)),
    /** One more page. */
    page(items: readonly unknown[]): void {
      bound();
      empty = items.length === 0 ? empty + 1 : 0;
      if (empty > maxEmptyPages)
        throw endless(endpoint, `${empty} in a row are empty, and each says that there is more`);
      if (items.length > 0) once(markOf(items), "one came twice");
    },
    /** The reference to the next page: a link or a cursor. */
    lead: (text: string): void => once(text, "the way to the next one leads back to an earlier one"),
  };
}

/** The error for a listing whose end does not come. */
export const endless = (endpoint: Listing, what: string): RequestError =>
  new RequestError(
    `The pages of ${subject(endpoint)} would never end: ${what}.`,
    "Ask for a shorter range. If it stays, a gateway between or Genesys itself is at fault: report it with this message.",
    200,
  );

const markOf = (items: readonly unknown[]): string =>
  createHash("sha256")
    .update(items.map((item) => idOf(item) ?? textOf(item)).join("\n"))
    .digest("base64");

/** A value too deep for JSON.stringify (some 5,000 levels) counts as new: other bounds end such a listing. */
function textOf(item: unknown): string {
  try {
    return JSON.stringify(item) ?? "";
  } catch {
    return String(Math.random());
  }
}
