import { PermissionError, RequestError } from "../base/index.ts";
import { isUnserved } from "../genesys/index.ts";
import { concurrency, type FetchContext } from "./fetch-context.ts";
import type { Problem } from "./findings.ts";

/** A document to read, as messages name it. */
export interface FetchTask {
  readonly kind: Problem["kind"];
  readonly id: string;
}

/**
 * One refusal may be this document's (another division); three, before anything came, are the permission, or an endpoint that is
 * not served.
 */
const refusalsThatClose = 3;

/**
 * Reads every document, each failing for itself. Returns the ids that Genesys no longer has (404); throws the refusal where
 * nothing of the kind may be read, or is served: where a permission is named that all of these lack, or three documents were refused
 * in this run and none has come.
 */
export async function fetchEach<Item extends FetchTask>(
  context: FetchContext,
  items: readonly Item[],
  read: (item: Item) => Promise<void>,
): Promise<string[]> {
  const gone: string[] = [];
  const refused: [Item, PermissionError | RequestError][] = [];
  let came = 0;
  const attempt = async (item: Item): Promise<void> => {
    await context.room?.();
    try {
      await read(item);
      came++;
      context.findings.came(item.kind);
    } catch (error) {
      if (error instanceof PermissionError || isUnserved(error)) {
        refused.push([item, error]);
        const inRun = context.findings.refuse(item.kind);
        const named = refused.filter(([, one]) => one instanceof PermissionError && one.isNamed).length;
        const isClosed = inRun >= refusalsThatClose || named >= Math.min(refusalsThatClose, items.length);
        if (came === 0 && isClosed) throw error;
      } else if (error instanceof RequestError && error.gone) gone.push(item.id);
      else context.findings.fail(item.kind, item.id, error);
    }
  };

  // Alone until one comes: where the permission is missing, it costs a few requests and not one a document.
  let next = 0;
  for (; next < items.length && came === 0; next++) await attempt(items[next] as Item);
  await each(items.slice(next), concurrency, attempt);
  for (const [item, error] of refused) context.findings.problem(item.kind, item.id, error.message);
  return gone;
}

/**
 * Does `work` for every item, at most `width` at once. The first failure stops the rest from starting and is thrown once
 * everything under way has ended: nothing floats.
 */
export async function each<Item>(
  items: Iterable<Item>,
  width: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items[Symbol.iterator]();
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    while (failures.length === 0) {
      const next = queue.next();
      if (next.done) return;
      try {
        await work(next.value);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  if (failures.length > 0) throw failures[0];
}
