import type { Credit, Org } from "../model.ts";

/** Whom each rule credits with a response; agent or queue are null where nobody knows. */
export type ExpectedCredits = Readonly<
  Record<
    "genesys" | "first" | "last" | "longest" | "all",
    readonly { readonly agentId: string | null; readonly queueId: string | null; readonly weight: number }[]
  >
>;

/** A survey goes to whom the rule says, an evaluation to the evaluated agent under every rule. */
export function truthCredits(org: Org, responseId: string): ExpectedCredits | undefined {
  const found = org.survey(responseId);
  if (found) {
    const { survey, interaction } = found;
    return { genesys: [{ agentId: survey.agentId, queueId: survey.queueId, weight: 1 }], ...interaction.credits };
  }
  const judged = org.evaluation(responseId);
  if (!judged) return undefined;
  const { evaluation, interaction } = judged;
  const leg = interaction.legs.findLast(({ agentId }) => agentId === evaluation.agentId);
  const queueId = evaluation.queueId ?? leg?.queueId ?? null;
  const credit: readonly Credit[] = [{ agentId: evaluation.agentId, queueId, weight: 1 }];
  return { genesys: credit, first: credit, last: credit, longest: credit, all: credit };
}
