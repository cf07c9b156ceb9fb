import { chanceAlone, type Variation } from "./between-days.ts";
import { criticalT, tTwoSided } from "./distributions.ts";
import { type Bounds, boundsWithin, type Difference, noBounds } from "./interval.ts";
import { type Share, wilsonAt } from "./wilson.ts";

/**
 * Newcombe's hybrid score interval of the difference of two independent shares: with the Wilson intervals l…u of each,
 * d − √((p₂ − l₂)² + (u₁ − p₁)²) … d + √((u₂ − p₂)² + (p₁ − l₁)²), where d = p₂ − p₁. Where answers vary by more than chance,
 * both sides count as so many fewer (Rao and Scott 1992) and Student's t takes the place of z.
 * Source: method 10 of Newcombe, Statistics in Medicine 17 (1998) 873–890.
 */
export function differenceOfShares(before: Share, after: Share, variation: Variation = chanceAlone): Difference {
  const fewest = Math.min(before.n, after.n);
  if (!(fewest > 0)) return { change: null, p: null, fewest, bounds: () => noBounds };
  const change = after.favourable / after.n - before.favourable / before.n;
  const { factor, degrees } = variation;
  const [first, second] = [worthOf(before, factor), worthOf(after, factor)];
  return {
    change,
    p: tTwoSided(distanceFromZero(first, second, change), degrees),
    fewest,
    bounds: (level) => newcombeAt(first, second, criticalT(level, degrees)),
  };
}

const worthOf = ({ favourable, n }: Share, factor: number): Share => ({
  favourable: favourable / factor,
  n: n / factor,
});

function newcombeAt(before: Share, after: Share, z: number): Bounds {
  const [p1, p2] = [before.favourable / before.n, after.favourable / after.n];
  const [first, second] = [wilsonAt(before, z), wilsonAt(after, z)];
  if (first.low === null || second.low === null) return noBounds;
  const down = Math.hypot(p2 - second.low, first.high - p1);
  const up = Math.hypot(second.high - p2, p1 - first.low);
  return boundsWithin([-1, 1], p2 - p1 - down, p2 - p1 + up);
}

/** Beyond this many standard errors a p-value is 0 in floating point. */
const farthest = 40;

/**
 * The number of standard errors at which an end of the interval reaches 0. The ends only move outwards as it grows, from d
 * itself at 0 to beyond 0 at the farthest, so halving finds it.
 */
function distanceFromZero(before: Share, after: Share, change: number): number {
  if (change === 0) return 0;
  let inside = farthest;
  let outside = 0;
  for (let step = 0; step < 60; step += 1) {
    const z = (inside + outside) / 2;
    const { low, high } = newcombeAt(before, after, z);
    if (low !== null && (change > 0 ? low > 0 : high < 0)) outside = z;
    else inside = z;
  }
  return outside;
}
