import { createRandom } from "../org/random.ts";

/** Ids that look random, one for each answer: the same seed gives the same ones, and they cost next to nothing. */
export function createContextIds(seed: number): () => string {
  const random = createRandom(seed, "context");
  const word = (): string =>
    random
      .int(0, 2 ** 32 - 1)
      .toString(16)
      .padStart(8, "0");
  return () => {
    const [one, two, three, four] = [word(), word(), word(), word()];
    return `${one}-${two.slice(0, 4)}-4${two.slice(5)}-a${three.slice(1, 4)}-${three.slice(4)}${four}`;
  };
}
