/** A number with how sure it is: 95 % bounds, null where there is no data or too little to give any. */
export interface Estimate {
  readonly value: number | null;
  /** Answers, or whatever it is a share or a mean of. */
  readonly n: number;
  readonly low: number | null;
  readonly high: number | null;
}

export const nothing: Estimate = { value: null, n: 0, low: null, high: null };
