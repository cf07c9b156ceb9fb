import { second } from "../base/index.ts";

/** Counts up whenever this or another process may have changed the warehouse. */
export interface Revision {
  current(): Promise<number>;
  /** Looks at once: something was surely written. */
  look(): Promise<void>;
  /** Called after each change, found within seconds as long as anybody listens; the function it returns ends that. */
  onChange(listener: (revision: number) => void): () => void;
}

/** A page that loads asks some twenty times at once, and a sync commits several times a second. */
const lookEvery = 5 * second;

/** Counts the versions that `read` finds, a text that differs once something was written. */
export function createRevision(read: () => Promise<string>, now: () => number = () => performance.now()): Revision {
  let [count, seen, lookedAt] = [0, "", Number.NEGATIVE_INFINITY];
  let looking: Promise<void> = Promise.resolve();
  const listeners = new Set<(revision: number) => void>();
  let timer: NodeJS.Timeout | null = null;

  async function compare(): Promise<void> {
    lookedAt = now();
    const found = await read();
    if (found === seen) return;
    seen = found;
    count += 1;
    for (const listener of listeners) listener(count);
  }
  const look = (): Promise<void> => {
    looking = looking.then(compare, compare);
    return looking;
  };
  return {
    async current() {
      if (now() - lookedAt >= lookEvery) await look();
      else await looking;
      return count;
    },
    look,
    onChange(listener) {
      listeners.add(listener);
      // A server that does not answer is asked again.
      timer ??= setInterval(() => void look().catch(() => {}), lookEvery).unref();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0 || timer === null) return;
        clearInterval(timer);
        timer = null;
      };
    },
  };
}
