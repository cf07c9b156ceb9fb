import type { Present } from "./api-context.ts";
import { Refusal } from "./refusals.ts";

/** Of the variant `capped-results`: few, so that a month of a small org has more. */
const few = 100;

/**
 * Refuses a page that reaches deeper than `most` results. The sentence is that of the details query (splunk/genesys_cloud_ta,
 * changelog of 0.2.2); that the evaluation search has a bound is likely and nowhere documented.
 */
export function demandDepth(last: number, most: number, { plays }: Pick<Present, "plays">): void {
  const deepest = plays("capped-results") ? few : most;
  if (last > deepest) throw new Refusal(400, "bad.request", `Pagination may not exceed ${deepest} results`);
}
