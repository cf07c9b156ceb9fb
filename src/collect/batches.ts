import { RequestError } from "../base/index.ts";
import { isRequestTooLarge, isTooLarge, isUnserved } from "../genesys/index.ts";
import { concurrency } from "./fetch-context.ts";
import { each } from "./fetch-each.ts";

interface BatchRules {
  /** Whether a failure may be the batch's, so that its halves are worth a try. @default a refusal of its ids */
  readonly halves?: (error: unknown) => boolean;
  /** Called with the one id that nothing helps. */
  readonly alone: (id: string, error: unknown) => Promise<void> | void;
  /** Whether the endpoint has given anything before. @default no */
  readonly isServed?: boolean;
}

/** A 404 speaks of one of the ids. */
const isRefusal = (error: unknown): boolean =>
  isRequestTooLarge(error) || (error instanceof RequestError && error.status === 404);

/** So many single ids, before anything came, are not the ids: the endpoint itself refuses. */
const refusalsThatClose = 3;

/**
 * Asks for ids in batches, halving a batch that is refused, down to single ids. How many ids an endpoint takes is mostly not
 * documented. The first batch goes alone, so that an endpoint that refuses everything costs a few requests and not two an id.
 * @throws the refusal of an endpoint that has answered nothing
 */
export async function inBatches(
  ids: readonly string[],
  size: number,
  ask: (batch: readonly string[]) => Promise<void>,
  { halves = isRefusal, alone, isServed = false }: BatchRules,
): Promise<void> {
  // A length that was refused is not tried again by the batches that follow.
  let maxLength = size;
  let hasCome = isServed;
  let refusedAlone = 0;
  async function attempt(batch: readonly string[]): Promise<void> {
    const [only, ...others] = batch;
    if (only === undefined) return;
    if (batch.length > maxLength) return halve(batch);
    try {
      await ask(batch);
      hasCome = true;
    } catch (error) {
      if (!halves(error) || (!hasCome && isUnserved(error))) throw error;
      if (others.length === 0) {
        if (!hasCome && ++refusedAlone >= refusalsThatClose) throw error;
        // It was this id, and no length.
        maxLength = size;
        return alone(only, error);
      }
      if (!hasCome && !isTooLarge(error)) await probe(batch);
      if (isRequestTooLarge(error)) maxLength = Math.min(maxLength, Math.ceil(batch.length / 2));
      await halve(batch);
    }
  }
  /** Asks for single ids all over the batch, until one of them comes. */
  async function probe(batch: readonly string[]): Promise<void> {
    if (batch.length < refusalsThatClose) return;
    for (let place = 0; place < refusalsThatClose && !hasCome; place += 1) {
      const at = Math.floor((place * (batch.length - 1)) / (refusalsThatClose - 1));
      try {
        await ask(batch.slice(at, at + 1));
        hasCome = true;
      } catch (error) {
        if (!halves(error) || place === refusalsThatClose - 1) throw error;
      }
    }
  }
  async function halve(batch: readonly string[]): Promise<void> {
    const middle = Math.ceil(batch.length / 2);
    await attempt(batch.slice(0, middle));
    await attempt(batch.slice(middle));
  }
  const [first = [], ...rest] = chunks(ids, size);
  await attempt(first);
  await each(rest, concurrency, attempt);
}

export function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
