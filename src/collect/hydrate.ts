import { PermissionError, RequestError } from "../base/index.ts";
import { each } from "./each.ts";
import { type FetchContext, width } from "./fetch-context.ts";
import type { Problem } from "./findings.ts";

/** A document to read, as messages name it. */
export interface Errand {
  readonly kind: Problem["kind"];
  readonly id: string;
}

/** One refusal may be this document's (another division); three in a row, before anything came, is the permission. */
const refusalsThatClose = 3;

/**
 * Reads every document, each failing for itself. Returns the ids that Genesys no longer has (404); throws the
 * PermissionError where nothing of the kind may be read.
 */
export async function hydrate<Item extends Errand>(
  context: FetchContext,
  items: readonly Item[],
  read: (item: Item) => Promise<void>,
): Promise<string[]> {
  const gone: string[] = [];
  const refused: [Item, PermissionError][] = [];
  let came = 0;
  const attempt = async (item: Item): Promise<void> => {
    await context.room?.();
    try {
      await read(item);
      came++;
    } catch (error) {
      if (error instanceof PermissionError) refused.push([item, error]);
      else if (error instanceof RequestError && error.gone) gone.push(item.id);
      else context.findings.fail(item.kind, item.id, error);
    }
    const [refusal] = refused;
    if (refusal && came === 0 && refused.length >= Math.min(refusalsThatClose, items.length)) throw refusal[1];
  };

  // Alone until one comes: where the permission is missing, it costs a few requests and not one a document.
  let next = 0;
  for (; next < items.length && came === 0; next++) await attempt(items[next] as Item);
  await each(items.slice(next), width, attempt);
  for (const [item, error] of refused) context.findings.problem(item.kind, item.id, error.message);
  return gone;
}
