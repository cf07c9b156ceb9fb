import { RequestError } from "../base/index.ts";
import { isRequestTooLarge } from "../genesys/index.ts";
import { concurrency } from "./fetch-context.ts";
import { each } from "./fetch-each.ts";

interface BatchRules {
  /** Whether a failure may be the batch's, so that its halves are worth a try. @default a refusal of its ids */
  readonly halves?: (error: unknown) => boolean;
  /** Called with the one id that nothing helps. */
  readonly alone: (id: string, error: unknown) => Promise<void> | void;
}

/** A 404 speaks of one of the ids. */
const isRefusal = (error: unknown): boolean =>
  isRequestTooLarge(error) || (error instanceof RequestError && error.status === 404);

/**
 * Asks for ids in batches, halving a batch that is refused, down to single ids. How many ids an endpoint takes is mostly not
 * documented.
 */
export async function inBatches(
  ids: readonly string[],
  size: number,
  ask: (batch: readonly string[]) => Promise<void>,
  { halves = isRefusal, alone }: BatchRules,
): Promise<void> {
  // A length that was refused is not tried again by the batches that follow.
  let maxLength = size;
  async function attempt(batch: readonly string[]): Promise<void> {
    const [only, ...others] = batch;
    if (only === undefined) return;
    if (batch.length > maxLength) return halve(batch);
    try {
      await ask(batch);
    } catch (error) {
      if (!halves(error)) throw error;
      if (others.length === 0) {
        // It was this id, and no length.
        maxLength = size;
        return alone(only, error);
      }
      if (isRequestTooLarge(error)) maxLength = Math.min(maxLength, Math.ceil(batch.length / 2));
      await halve(batch);
    }
  }
  async function halve(batch: readonly string[]): Promise<void> {
    const middle = Math.ceil(batch.length / 2);
    await attempt(batch.slice(0, middle));
    await attempt(batch.slice(middle));
  }
  await each(chunks(ids, size), concurrency, attempt);
}

export function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
