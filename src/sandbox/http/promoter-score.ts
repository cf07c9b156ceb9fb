/** `surveyPromoterScore` of an answer from 0 to 10, or its class: which of them it is, is not documented. */
export function promoterScore(nps: number | null, classes: boolean): number | null {
  if (nps === null || !classes) return nps;
  return nps >= 9 ? 1 : nps >= 7 ? 0 : -1;
}
