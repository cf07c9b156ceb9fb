/** A request that waits for its turn. */
interface Waiting {
  readonly cost: number;
  isNear: boolean;
  readonly begin: () => void;
}

/** How long a server takes for the slow sections of a report, from `bench/results.md`: the slowest are asked for last. */
const costs: Readonly<Record<string, number>> = {
  changes: 1,
  trend: 1,
  distribution: 1,
  questions: 2,
  queues: 3,
  groups: 4,
  agents: 4,
  queue_series: 5,
  agent_series: 6,
};

/** Of an address; 0 is asked for wherever it stands. */
export function costOf(path: string): number {
  const [, keys = ""] = /^\/api\/sections\/([^?]+)/.exec(path) ?? [];
  return Math.max(0, ...keys.split(",").map((key) => costs[key] ?? 0));
}

/** So many requests of a page run at once, and so long a part may take to say that it is near the window. */
const [maxAtOnce, patience] = [4, 80];

/**
 * The order in which a page asks its server: what is near the window first, of that the cheapest; what is further down when nothing
 * nearer waits or runs, so that a page that is printed is complete all the same.
 */
export function createRequestOrder() {
  const waiting = new Set<Waiting>();
  let [running, runningNear] = [0, 0];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const next = (mayBeFar: boolean): Waiting | undefined => {
    const near = [...waiting].filter(({ isNear }) => isNear);
    const all = near.length > 0 || runningNear > 0 || !mayBeFar ? near : [...waiting];
    return all.sort((one, other) => one.cost - other.cost)[0];
  };
  const begin = (mayBeFar: boolean): void => {
    for (let one = next(mayBeFar); one !== undefined && running < maxAtOnce; one = next(mayBeFar)) {
      waiting.delete(one);
      one.begin();
    }
    clearTimeout(timer);
    if (waiting.size > 0 && runningNear === 0) timer = setTimeout(() => begin(true), patience);
  };

  return {
    /** Waits until it may run; `hurry` is for what has come near. Once it runs, `end` lets the next one begin. */
    enter(cost: number, signal: AbortSignal): { readonly turn: Promise<() => void>; readonly hurry: () => void } {
      const { promise: turn, resolve, reject } = withResolvers<() => void>();
      const own: Waiting = {
        ...{ cost, isNear: cost === 0 },
        begin() {
          const { isNear } = own;
          let isRunning = true;
          running += 1;
          runningNear += Number(isNear);
          resolve(() => {
            if (!isRunning) return;
            isRunning = false;
            running -= 1;
            runningNear -= Number(isNear);
            begin(false);
          });
        },
      };
      waiting.add(own);
      signal.addEventListener("abort", () => waiting.delete(own) && reject(signal.reason), { once: true });
      begin(false);
      return {
        turn,
        hurry() {
          if (own.isNear) return;
          own.isNear = true;
          begin(false);
        },
      };
    },
  };
}

export type RequestOrder = ReturnType<typeof createRequestOrder>;

function withResolvers<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<Value>((...both) => {
    [resolve, reject] = both;
  });
  return { promise, resolve, reject };
}
