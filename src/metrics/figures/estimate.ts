/** A number with how sure it is: 95 % bounds, null where there is no data or too little to give any. */
export interface Estimate {
  readonly value: number | null;
  /** Answers, or whatever it is a share or a mean of. */
  readonly n: number;
  /** What they are worth where a rule shares them out, (Σw)²/Σw²: what the bounds rest on. Else n. */
  readonly effective: number;
  readonly low: number | null;
  readonly high: number | null;
}

export const nothing: Estimate = { value: null, n: 0, effective: 0, low: null, high: null };
