import { laneyLimits } from "../metrics/index.ts";

/** Between which a quiet period stays, as shares. */
export interface Limits {
  readonly low: number;
  readonly high: number;
}

interface Period {
  readonly label: string;
  readonly favourable: number;
  readonly n: number;
  /** A question changed within it, so that it has answers to two. */
  readonly broken: boolean;
}

interface Limited {
  readonly limits: readonly (Limits | null)[];
  /** The first and last period of each stretch that has limits. */
  readonly baseline: string | null;
  /** Periods have too few answers for limits that a quiet chart stays within: longer ones would have more. */
  readonly sparse: boolean;
}

/** Limits of each stretch of a trend that one question was asked in: they start again where it changes. */
export function limitsOf(periods: readonly Period[]): Limited {
  const limits: (Limits | null)[] = periods.map(() => null);
  const baselines: string[] = [];
  let sparse = false;
  for (const { from, until } of stretches(periods)) {
    const stretch = periods.slice(from, until);
    const chart = laneyLimits(stretch);
    if (chart.limits === null) {
      sparse ||= chart.reason === "sparse";
      continue;
    }
    baselines.push(`${stretch[0]?.label} – ${stretch.at(-1)?.label}`);
    for (const [at, own] of chart.limits.entries()) limits[from + at] = own.low === null ? null : own;
  }
  return { limits, baseline: baselines.length === 0 ? null : baselines.join("; "), sparse };
}

/** Runs of periods without a change. */
function stretches(periods: readonly Period[]): readonly { readonly from: number; readonly until: number }[] {
  const ends = [...periods.keys()].filter((at) => periods[at]?.broken);
  const starts = [0, ...ends.map((at) => at + 1)];
  return starts.map((from, nth) => ({ from, until: ends[nth] ?? periods.length }));
}
