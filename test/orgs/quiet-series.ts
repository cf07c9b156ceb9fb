/** Random numbers that are the same at every run. */
export interface Chance {
  /** From 0 to 1. */
  next(): number;
  binomial(n: number, p: number): number;
  poisson(mean: number): number;
  beta(a: number, b: number): number;
}

/** By the generator mulberry32. */
export function createChance(seed: number): Chance {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  /** Marsaglia and Tsang, ACM Transactions on Mathematical Software 26 (2000) 363–372. */
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * next() ** (1 / shape);
    const d = shape - 1 / 3;
    for (;;) {
      const x = normal();
      const v = (1 + x / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(next()) < x ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  return {
    next,
    binomial(n, p) {
      let k = 0;
      for (let at = 0; at < n; at += 1) if (next() < p) k += 1;
      return k;
    },
    poisson(mean) {
      let [k, product] = [0, next()];
      for (const end = Math.exp(-mean); product > end; k += 1) product *= next();
      return k;
    },
    beta(a, b) {
      const x = gamma(a);
      return x / (x + gamma(b));
    },
  };
}

export interface Quiet {
  readonly days: number;
  /** Answers a day in the mean. */
  readonly perDay: number;
  /** The share of favourable answers, which does not change. */
  readonly share: number;
  /** Standard deviation of the days' z-scores: 1 is chance alone. */
  readonly sigmaZ: number;
  /** A fifth of the answers on two days of seven. */
  readonly weekends?: boolean;
}

/** The days of a series in which nothing changes but the luck of a day. */
export function quietDays(chance: Chance, { days, perDay, share, sigmaZ, weekends = false }: Quiet) {
  // k of n with a share drawn from a beta distribution: variance 1 + (n − 1)ρ times that of chance.
  const correlation = (sigmaZ ** 2 - 1) / (perDay - 1);
  const weight = 1 / correlation - 1;
  return Array.from({ length: days }, (_, day) => {
    const n = chance.poisson(weekends && day % 7 > 4 ? perDay / 5 : perDay);
    const own = sigmaZ > 1 ? chance.beta(share * weight, (1 - share) * weight) : share;
    return { n, favourable: chance.binomial(n, own) };
  });
}
