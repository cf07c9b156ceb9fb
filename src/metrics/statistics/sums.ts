export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/**
 * How many equal answers weighted ones are worth: (Σw)² / Σw². Equal weights give their number, one heavy weight
 * among light ones little more than 1; no weight at all is 0. Source: Kish, Survey Sampling (1965).
 */
export const effectiveN = (sumOfWeights: number, sumOfSquares: number): number =>
  sumOfSquares > 0 ? sumOfWeights ** 2 / sumOfSquares : 0;
