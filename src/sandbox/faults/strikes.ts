import { createRandom } from "../org/random.ts";

/** Decides when a fault strikes: seeded, and never more than twice in a row on the same request, whatever the fault. */
export interface Strikes {
  /** True where `fault` strikes this request now; it does so with the given probability. */
  strike(fault: string, key: string, probability: number): boolean;
  /** The request was answered: the next one may be struck again. */
  passed(key: string): void;
  /** A seeded number in [0, 1) for what is decided once. */
  draw(...path: readonly (string | number)[]): number;
}

const mostInARow = 2;

export function createStrikes(seed: number): Strikes {
  const requests = new Map<string, { asked: number; inARow: number }>();
  const of = (key: string) => {
    const known = requests.get(key) ?? { asked: 0, inARow: 0 };
    requests.set(key, known);
    return known;
  };
  const draw = (...path: readonly (string | number)[]): number => createRandom(seed, "fault", ...path).next();

  return {
    strike(fault, key, probability) {
      const request = of(key);
      request.asked += 1;
      if (request.inARow >= mostInARow || draw(fault, key, request.asked) >= probability) return false;
      request.inARow += 1;
      return true;
    },
    passed(key) {
      const request = requests.get(key);
      if (request) request.inARow = 0;
    },
    draw,
  };
}
