import type { ReportDocument } from "../../src/report/index.ts";

export type Correlation = ReportDocument["drivers"][number]["raw"];

/** How strong a correlation is by Cohen's usual bounds (Statistical Power Analysis, 1988, ch. 3): .1, .3, .5. */
export type Strength = "none" | "weak" | "clear" | "strong";

export interface Judgement {
  readonly direction: "lower" | "higher";
  readonly strength: Strength;
}

/** What a correlation says; null where nothing is known, "chance" where its interval has both signs. */
export function judge({ r, low, high }: Correlation): Judgement | "chance" | null {
  if (r === null || low === null || high === null) return null;
  if (low < 0 && high > 0) return "chance";
  const size = Math.abs(r);
  const strength = size < 0.1 ? "none" : size < 0.3 ? "weak" : size < 0.5 ? "clear" : "strong";
  return { direction: r < 0 ? "lower" : "higher", strength };
}
