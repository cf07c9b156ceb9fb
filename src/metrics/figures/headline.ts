import { effectiveN, type NpsCounts, npsInterval } from "../statistics/index.ts";
import { type Estimate, type Family, familiesOf, nothing, pooled, type ScoreRow } from "./families.ts";

/** Promoters (9–10) less detractors (0–6), as a fraction, with its three shares. */
export interface Nps extends Estimate {
  readonly promoters: number | null;
  readonly passives: number | null;
  readonly detractors: number | null;
  /** The worth of the answers, weighted. */
  readonly counts: NpsCounts;
}

/** Customers' answers, by question. */
export interface Headline {
  /** By length of scale, the one with most answers first; empty where nobody answered. */
  readonly csat: readonly Family[];
  readonly ces: readonly Family[];
  readonly resolution: readonly Family[];
  readonly nps: Nps;
}

/** The headline that rows of `scores` of one bucket and group make; with `pool`, all lengths of scale are one family. */
export const headlineOf = (rows: readonly ScoreRow[], pool = false): Headline => {
  const families = (role: string): readonly Family[] => {
    const all = pool ? pooled(rows, role) : null;
    return all ? [all] : familiesOf(rows, role);
  };
  return {
    csat: families("csat"),
    ces: families("ces"),
    resolution: families("resolution"),
    nps: npsOf(rows.find(({ role }) => role === "nps")),
  };
};

const nobody: NpsCounts = { promoters: 0, detractors: 0, n: 0 };
const noNps: Nps = { ...nothing, promoters: null, passives: null, detractors: null, counts: nobody };

function npsOf(row: ScoreRow | undefined): Nps {
  if (!row) return noNps;
  const { answers: n, weight, favourable, unfavourable } = row;
  const [promoters, detractors] = [favourable / weight, unfavourable / weight];
  const worth = effectiveN(weight, row.weight_squares);
  const counts = { promoters: promoters * worth, detractors: detractors * worth, n: worth };
  const value = promoters - detractors;
  return {
    value,
    n,
    effective: worth,
    ...npsInterval(counts),
    promoters,
    passives: 1 - promoters - detractors,
    detractors,
    counts,
  };
}
