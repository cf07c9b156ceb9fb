import type { InteractionFacts } from "../csat/index.ts";
import type { WireEvaluation, WireSurvey } from "../genesys/index.ts";
import type { NameLookup } from "./names.ts";

export type Id = string | null | undefined;

interface Reference {
  readonly id?: Id;
  readonly name?: Id;
}

/** What records or rows are made of, as far as it mentions people and places. */
export interface Mentioning {
  readonly interactions: readonly InteractionFacts[];
  readonly surveys?: readonly WireSurvey[];
  readonly evaluations?: readonly WireEvaluation[];
  readonly agents?: readonly Id[];
  readonly queues?: readonly Id[];
  readonly teams?: readonly Id[];
  /** Whether a name that a response brings along is enough; a warehouse has names by id. @default false */
  readonly takesBrought?: boolean;
}

/** Asks for the names of all that is mentioned, kind by kind. */
export async function loadMentionedNames(
  { names }: { readonly names: Pick<NameLookup, "load"> },
  { interactions, surveys = [], evaluations = [], takesBrought = false, ...more }: Mentioning,
): Promise<void> {
  const wanted = (references: readonly (Reference | null | undefined)[]): Id[] =>
    references.map((one) => (takesBrought && one?.name ? null : one?.id));
  const responses = [...surveys, ...evaluations];
  const parts = interactions.flatMap(({ legs, surveys: totals }) => [...legs, ...totals]);
  await names.load("user", [
    ...parts.map(({ agentId }) => agentId),
    ...wanted(responses.map(({ agent }) => agent)),
    ...wanted(evaluations.map(({ evaluator }) => evaluator)),
    ...(more.agents ?? []),
  ]);
  await names.load("queue", [
    ...parts.map(({ queueId }) => queueId),
    ...wanted(responses.map(({ queue }) => queue)),
    ...(more.queues ?? []),
  ]);
  await names.load(
    "wrap-up-code",
    interactions.flatMap(({ wrapUpCodes }) => wrapUpCodes),
  );
  await names.load(
    "division",
    interactions.flatMap(({ divisionIds }) => divisionIds),
  );
  await names.load("team", [...wanted(surveys.map(({ agentTeam }) => agentTeam)), ...(more.teams ?? [])]);
}
