import { createRandom } from "../org/random.ts";

/** Decides when a fault strikes: seeded, and no fault more than twice in a row on the same request. */
export interface FaultTiming {
  /** True where `fault` strikes this request now; it does so with the given probability. */
  strike(fault: string, key: string, probability: number): boolean;
  /** The request is over: if it was answered and nothing struck it, the next one may be struck again. */
  over(key: string, answered: boolean): void;
  /** A seeded number in [0, 1) for a decision that is made once. */
  draw(...path: readonly (string | number)[]): number;
}

const maxInARow = 2;

export function createFaultTiming(seed: number): FaultTiming {
  const requests = new Map<string, { asked: number; inARow: number; struck: boolean }>();
  const of = (key: string) => {
    const known = requests.get(key) ?? { asked: 0, inARow: 0, struck: false };
    requests.set(key, known);
    return known;
  };
  const draw = (...path: readonly (string | number)[]): number => createRandom(seed, "fault", ...path).next();

  return {
    strike(fault, key, probability) {
      const request = of(key);
      request.asked += 1;
      if (request.inARow >= maxInARow || draw(fault, key, request.asked) >= probability) return false;
      request.inARow += 1;
      request.struck = true;
      return true;
    },
    over(key, answered) {
      const request = requests.get(key);
      if (!request) return;
      // A request that is struck may look answered: a text that is cut, an error in a 200.
      if (answered && !request.struck) request.inARow = 0;
      request.struck = false;
    },
    draw,
  };
}
