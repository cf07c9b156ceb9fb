import { day } from "../base/index.ts";
import { chunks, type Id, loadMentionedNames, type Mentioning } from "../collect/index.ts";
import type { SyncContext } from "./context.ts";
import { noteListedSurveys } from "./sweeps/listed-surveys.ts";

type Brought = Omit<Mentioning, "interactions" | "teams" | "takesBrought">;

/** Ids looked up in one statement. */
const idsPerQuery = 5_000;

/** Reads the interactions that are not stored, and every name that they and what was brought with them need. */
export async function linkAndName(
  context: SyncContext,
  interactions: readonly Id[],
  brought: Brought = {},
): Promise<void> {
  const ids = [...new Set(interactions)].filter((id): id is string => !!id);
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
  const erased = await store.erased("interaction", ids);
  for (const chunk of chunks(
    ids.filter((id) => !erased.has(id)),
    idsPerQuery,
  )) {
    const [stored, unlinked] = [await store.fetchedAt("interaction", chunk), await store.fetchedAt("unlinked", chunk)];
    const tried = (id: string): boolean => (unlinked.get(id) ?? -Infinity) > clock.now() - day;
    wanted.push(...chunk.filter((id) => !stored.has(id) && !tried(id)));
  }
  return wanted;
}

/** Names of all that the rows will mention. */
export async function nameThings(context: SyncContext, brought: Brought = {}): Promise<void> {
  const interactions = [...context.interactions.all()].map(({ facts }) => facts);
  const teams = interactions.flatMap(({ legs }) => legs.map(({ teamId }) => teamId));
  await loadMentionedNames(context, { ...brought, interactions, teams });
}
