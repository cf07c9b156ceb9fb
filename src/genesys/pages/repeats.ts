import { createHash } from "node:crypto";
import { RequestError } from "../../base/index.ts";
import { type Endpoint, subject } from "../endpoint.ts";

/** So many pages in a row without an item are a listing that has lost its end, not one with gaps. */
const longestGap = 10;

/** Watches the pages of one listing, and refuses to go round in circles. */
export function createRepeats(endpoint: Pick<Endpoint<unknown>, "path">) {
  const seen = new Set<string>();
  let empty = 0;

  function once(mark: string, what: string): void {
    if (seen.has(mark)) throw endless(what);
    seen.add(mark);
  }

  const endless = (what: string): RequestError =>
    new RequestError(
      `The pages of ${subject(endpoint)} would never end: ${what}.`,
      "Try again later. If it stays, a gateway between or Genesys itself is at fault: report it with this message.",
      200,
    );

  return {
    /** Whether exactly this page came before. */
    has: (items: readonly unknown[]): boolean => items.length > 0 && seen.has(markOf(items)),
    page(items: readonly unknown[]): void {
      empty = items.length === 0 ? empty + 1 : 0;
      if (empty > longestGap) throw endless(`${empty} in a row are empty, and each says that there is more`);
      if (items.length > 0) once(markOf(items), "one came twice");
    },
    /** What leads to the next page: a link or a cursor. */
    lead: (text: string): void => once(text, "the way to the next one leads back to an earlier one"),
  };
}

const markOf = (items: readonly unknown[]): string =>
  createHash("sha256").update(JSON.stringify(items)).digest("base64");
