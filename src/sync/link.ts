import { day } from "../base/index.ts";
import { chunks } from "../collect/index.ts";
import type { WireEvaluation, WireSurvey } from "../genesys/index.ts";
import type { SyncContext } from "./context.ts";
import { noteListedSurveys } from "./sweeps/listed-surveys.ts";

type Id = string | null | undefined;

/** The results of a window, as far as they need interactions and names. */
export interface Linkable {
  readonly interactions: readonly Id[];
  readonly agents: readonly Id[];
  readonly queues: readonly Id[];
  readonly responses: readonly (WireSurvey | WireEvaluation)[];
}

/** Ids looked up in one statement. */
const idsPerQuery = 1_000;

/** Reads the interactions that are not stored, and every name that they and their responses need. */
export async function linkAndName(context: SyncContext, brought: Linkable): Promise<void> {
  const ids = [...new Set(brought.interactions)].filter((id): id is string => !!id);
  await readInteractions(context, await notStored(context, ids));
  await noteListedSurveys(context);
  await nameThings(context, brought);
}

/** Asks for interactions, stored or not; of one that does not come, the reason is kept. */
export async function readInteractions(context: SyncContext, ids: readonly string[]): Promise<void> {
  await context.interactions.load(ids);
  for (const id of ids) {
    const reason = context.interactions.get(id) ? null : context.interactions.problem(id);
    if (reason !== null) context.store.keep("unlinked", id, { reason });
  }
}

/** Those that are neither stored nor were looked for in vain within a day. */
async function notStored({ store, clock }: SyncContext, ids: readonly string[]): Promise<string[]> {
  const wanted: string[] = [];
  for (const chunk of chunks(ids, idsPerQuery)) {
    const [stored, unlinked] = [await store.fetchedAt("interaction", chunk), await store.fetchedAt("unlinked", chunk)];
    const tried = (id: string): boolean => (unlinked.get(id) ?? -Infinity) > clock.now() - day;
    wanted.push(...chunk.filter((id) => !stored.has(id) && !tried(id)));
  }
  return wanted;
}

/** Names of all that the rows will mention. */
export async function nameThings({ names, interactions }: SyncContext, brought: Linkable): Promise<void> {
  const facts = [...interactions.all()].map((interaction) => interaction.facts);
  const legs = facts.flatMap((one) => one.legs);
  const totals = facts.flatMap((one) => one.surveys);
  const { responses } = brought;
  const evaluators = responses.map((response) => ("evaluator" in response ? idOf(response["evaluator"]) : null));
  await names.load("user", [
    ...[...legs, ...totals].map(({ agentId }) => agentId),
    ...responses.map(({ agent }) => agent?.id),
    ...evaluators,
    ...brought.agents,
  ]);
  await names.load("queue", [
    ...[...legs, ...totals].map(({ queueId }) => queueId),
    ...responses.map(({ queue }) => queue?.id),
    ...brought.queues,
  ]);
  await names.load(
    "wrapUpCode",
    facts.flatMap(({ wrapUpCodes }) => wrapUpCodes),
  );
  await names.load(
    "division",
    facts.flatMap(({ divisionIds }) => divisionIds),
  );
  const teams = responses.map((response) => ("agentTeam" in response ? idOf(response["agentTeam"]) : null));
  await names.load("team", [...teams, ...legs.map(({ teamId }) => teamId)]);
}

function idOf(reference: unknown): string | null {
  const id: unknown = reference && typeof reference === "object" ? Reflect.get(reference, "id") : null;
  return typeof id === "string" ? id : null;
}
