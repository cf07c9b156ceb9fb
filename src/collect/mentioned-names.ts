import type { InteractionFacts } from "../csat/index.ts";
import type { WireEvaluation, WireSurvey } from "../genesys/index.ts";
import { type NameKind, type NameLookup, nameKinds } from "./names.ts";

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
  {
    interactions,
    surveys = [],
    evaluations = [],
    agents = [],
    queues = [],
    teams = [],
    takesBrought = false,
  }: Mentioning,
): Promise<void> {
  const wanted = (references: readonly (Reference | null | undefined)[]): Id[] =>
    references.map((one) => (takesBrought && one?.name ? null : one?.id));
  const responses = [...surveys, ...evaluations];
  const parts = interactions.flatMap(({ legs, surveys: totals }) => [...legs, ...totals]);
  const mentioned: Readonly<Record<NameKind, readonly Id[]>> = {
    user: [
      ...parts.map(({ agentId }) => agentId),
      ...wanted(responses.map(({ agent }) => agent)),
      ...wanted(evaluations.map(({ evaluator }) => evaluator)),
      ...agents,
    ],
    queue: [...parts.map(({ queueId }) => queueId), ...wanted(responses.map(({ queue }) => queue)), ...queues],
    "wrap-up-code": interactions.flatMap(({ wrapUpCodes }) => wrapUpCodes),
    division: interactions.flatMap(({ divisionIds }) => divisionIds),
    team: [...wanted(surveys.map(({ agentTeam }) => agentTeam)), ...teams],
  };
  for (const kind of nameKinds) await names.load(kind, mentioned[kind]);
}
