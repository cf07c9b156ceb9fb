import type { Piece } from "./pieces.ts";

/** The expected comparison of two periods of pieces; null where a period has no answers. */
export interface TruthChange {
  readonly difference: number;
  readonly dayFactor: number;
  readonly low: number;
  readonly high: number;
}

interface Side {
  readonly share: number;
  readonly worth: number;
  /** Residuals of the days from what the share of the side leads to expect, each over the weight of the side. */
  readonly residuals: readonly number[];
  /** Parts of the side's weight. */
  readonly parts: readonly number[];
}

function sideOf(pieces: readonly Piece[], dayOf: (piece: Piece) => string | null): Side {
  const days = new Map<string | null, { weight: number; satisfied: number }>();
  let [weight, squares, satisfied] = [0, 0, 0];
  for (const piece of pieces) {
    if (piece.response.satisfied === null) continue;
    const day = days.get(dayOf(piece)) ?? { weight: 0, satisfied: 0 };
    days.set(dayOf(piece), day);
    const own = piece.response.satisfied ? piece.weight : 0;
    day.weight += piece.weight;
    day.satisfied += own;
    weight += piece.weight;
    squares += piece.weight ** 2;
    satisfied += own;
  }
  const share = satisfied / weight;
  return {
    ...{ share, worth: weight ** 2 / squares },
    residuals: [...days.values()].map((day) => (day.satisfied - day.weight * share) / weight),
    parts: [...days.values()].map((day) => day.weight / weight),
  };
}

const squared = (values: readonly number[]): number => values.reduce((sum, value) => sum + value ** 2, 0);

/** The change of the satisfied share, as docs/metrics.md defines it. */
export function changeTruth(
  before: readonly Piece[],
  after: readonly Piece[],
  dayOf: (piece: Piece) => string | null,
): TruthChange | null {
  const sides = [sideOf(before, dayOf), sideOf(after, dayOf)] as const;
  if (sides.some(({ parts }) => parts.length < 2)) return null;
  const found = sides.reduce((sum, { residuals: r }) => sum + (squared(r) * r.length) / (r.length - 1), 0);
  const chance = sides.reduce((sum, { share, worth }) => sum + (share * (1 - share)) / worth, 0);
  const degrees = sides.reduce((sum, { parts }) => sum + 1 / squared(parts) - 1, 0);
  if (degrees < 1) return null;
  // Where all agree on both sides there is nothing to compare.
  const dayFactor = chance > 0 ? Math.max(1, found / chance) : 1;
  const t = quantile(degrees);
  const wilson = ({ share: p, worth }: Side): readonly [number, number] => {
    const n = worth / dayFactor;
    const half = t * Math.sqrt((p * (1 - p)) / n + t ** 2 / (4 * n ** 2));
    return [(p + t ** 2 / (2 * n) - half) / (1 + t ** 2 / n), (p + t ** 2 / (2 * n) + half) / (1 + t ** 2 / n)];
  };
  const [[l1, u1], [l2, u2]] = [wilson(sides[0]), wilson(sides[1])];
  const [p1, p2] = [sides[0].share, sides[1].share];
  return {
    ...{ difference: p2 - p1, dayFactor },
    low: Math.max(-1, p2 - p1 - Math.sqrt((p2 - l2) ** 2 + (u1 - p1) ** 2)),
    high: Math.min(1, p2 - p1 + Math.sqrt((u2 - p2) ** 2 + (p1 - l1) ** 2)),
  };
}

/** Student's t that 2.5 % lie beyond: the density added up by Simpson's rule, the end found by halving. */
function quantile(degrees: number): number {
  // With x = √ν tan θ the density is cos^(ν − 1) θ, up to a constant, on −90° to 90°.
  const steps = 4_000;
  const area = (to: number): number => {
    const width = to / steps;
    let sum = 0;
    for (let at = 0; at <= steps; at += 1)
      sum += Math.cos(at * width) ** (degrees - 1) * (at === 0 || at === steps ? 1 : at % 2 === 1 ? 4 : 2);
    return (sum * width) / 3;
  };
  const half = area(Math.PI / 2);
  let [low, high] = [0, Math.PI / 2];
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2;
    if (area(middle) / half < 0.95) low = middle;
    else high = middle;
  }
  return Math.sqrt(degrees) * Math.tan((low + high) / 2);
}

/** The satisfied share of whole answers less that of shares of them, and what one answer after the other moves it by. */
export function gainTruth(last: readonly Piece[], shared: readonly Piece[]) {
  const parts = new Map<string, { satisfied: number; whole: number; share: number }>();
  const note = (pieces: readonly Piece[], name: "whole" | "share"): void => {
    for (const { response, weight } of pieces) {
      if (response.satisfied === null) continue;
      const own = parts.get(response.id) ?? { satisfied: Number(response.satisfied), whole: 0, share: 0 };
      parts.set(response.id, { ...own, [name]: own[name] + weight });
    }
  };
  note(last, "whole");
  note(shared, "share");
  const all = [...parts.values()];
  const sum = (of: (part: (typeof all)[number]) => number): number => all.reduce((total, part) => total + of(part), 0);
  const [whole, share] = [sum((part) => part.whole), sum((part) => part.share)];
  if (all.length < 10 || whole === 0 || share === 0) return null;
  const p = sum((part) => part.whole * part.satisfied) / whole;
  const q = sum((part) => part.share * part.satisfied) / share;
  const moved = all.map(
    (part) => (part.whole * (part.satisfied - p)) / whole - (part.share * (part.satisfied - q)) / share,
  );
  const error = Math.sqrt((all.length / (all.length - 1)) * squared(moved));
  const half = quantile(all.length - 1) * error;
  return { value: p - q, n: all.length, low: p - q - half, high: p - q + half, certain: error < 1e-7 };
}
