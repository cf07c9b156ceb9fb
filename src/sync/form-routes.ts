import { readStored } from "../base/index.ts";
import {
  type Context,
  chunks,
  type FormKind,
  joinRoutes,
  type Source,
  type StoredRoutes,
  storedRoutes,
  withoutInteractions,
} from "../collect/index.ts";
import type { Reader, Row } from "../warehouse/index.ts";
import type { SyncContext } from "./context.ts";
import { readSql } from "./sql.ts";
import { readEvaluations } from "./sweeps/read-evaluations.ts";
import { readAnswers } from "./sweeps/survey-sweep.ts";

const inBulk = {
  surveys: readSql("surveys-in-bulk"),
  evaluations: readSql("evaluations-in-bulk"),
} as const satisfies Record<Source, string>;

const kinds: readonly FormKind[] = ["survey", "evaluation"];

const nameOf = (kind: FormKind, organization: string): string => `${kind} routes ${organization}`;

/** How the responses of each form of this kind are read; null where none was looked at yet. */
export async function readFormRoutes(
  reader: Pick<Reader, "query">,
  organization: string,
  kind: FormKind,
): Promise<StoredRoutes | null> {
  const name = nameOf(kind, organization);
  const [row] = await reader.query("SELECT value FROM fact WHERE name = $name", { name });
  return row ? readStored(storedRoutes, row["value"], `fact "${name}"`) : null;
}

/** Goes on with the routes that the warehouse has. */
export async function recallFormRoutes(
  reader: Pick<Reader, "query">,
  organization: string,
  routes: Context["routes"],
): Promise<void> {
  for (const kind of kinds) {
    const stored = await readFormRoutes(reader, organization, kind);
    if (stored) routes[kind].recall(stored);
  }
}

/** Stores what was learned of the routes, on top of what another sync has learned, and goes on with both. */
export async function keepFormRoutes(context: SyncContext): Promise<void> {
  for (const kind of kinds) await keepRoutes(context, kind);
}

/** The same of one kind; these forms have been read again. */
async function keepRoutes(
  { warehouse, store, routes }: SyncContext,
  kind: FormKind,
  readAgain: readonly string[] = [],
): Promise<void> {
  await store.flush();
  for (const form of readAgain) routes[kind].reread(form);
  const own = routes[kind].stored();
  if (own.closed === null && Object.keys(own.forms).length === 0) return;
  const name = nameOf(kind, store.organizationId);
  const stored = await warehouse.transaction(async (tx) => {
    const before = await readFormRoutes(tx, store.organizationId, kind);
    if (before !== null && JSON.stringify(joined(before)) === JSON.stringify(before)) return before;
    // On a server another sync that stores its own waits from here on, and this one has seen what was stored before.
    await tx.run("UPDATE fact SET value = value WHERE name = $name", { name });
    const after = joined(await readFormRoutes(tx, store.organizationId, kind));
    await tx.put("fact", [{ name, value: JSON.stringify(after) }]);
    return after;
  });
  // What another sync doubts, this one does not read in bulk any more, and reads again too.
  routes[kind].recall(stored);

  function joined(stored: StoredRoutes | null): StoredRoutes {
    return stored ? joinRoutes(withoutRereads(stored, readAgain), own) : own;
  }
}

/** Responses in memory together. */
const batchSize = 1_000;

/**
 * Reads one by one what was read in bulk and should not have been: of forms whose bulk route was found to lie, and responses
 * in which something may be written, where it is wanted by now.
 */
export async function readAgainSingly(context: SyncContext): Promise<void> {
  const { sources } = context.request;
  if (sources.includes("surveys")) await readSurveysAgain(context);
  if (sources.includes("evaluations")) await readEvaluationsAgain(context);
}

/** Responses that were read in bulk and are to be read one by one. */
export const findDoubted = (
  reader: Pick<Reader, "query">,
  organization: string,
  source: Source,
  { routes, request: { texts } }: Pick<Context, "routes" | "request">,
): Promise<readonly Row[]> =>
  reader.query(inBulk[source], { organization, forms: doubted({ routes }, kindOf[source]), texts });

const kindOf = { surveys: "survey", evaluations: "evaluation" } as const satisfies Record<Source, FormKind>;

const doubted = ({ routes }: Pick<Context, "routes">, kind: FormKind): string[] =>
  Object.entries(routes[kind].stored().forms).flatMap(([id, { rereads }]) => (rereads ? [id] : []));

async function readEvaluationsAgain(context: SyncContext): Promise<void> {
  const { warehouse, store } = context;
  const forms = doubted(context, "evaluation");
  const rows = await findDoubted(warehouse, store.organizationId, "evaluations", context);
  const ids = rows.map(({ response_id }) => String(response_id));
  for (const chunk of chunks(ids, batchSize)) {
    const stubs = await store.read("evaluation-sighting", chunk);
    await readEvaluations(
      context,
      [...stubs].map(([id, stub]) => ({ kind: "evaluation", id, stub })),
    );
  }
  if (forms.length > 0) await keepRoutes(context, "evaluation", forms);
}

async function readSurveysAgain(context: SyncContext): Promise<void> {
  const { warehouse, store } = context;
  const forms = doubted(context, "survey");
  const rows = await findDoubted(warehouse, store.organizationId, "surveys", context);
  const surveys = rows.map(({ response_id, interaction_id, form_id, queue_id }) => ({
    surveyId: String(response_id),
    conversationId: textOrNull(interaction_id),
    formId: textOrNull(form_id),
    queueId: textOrNull(queue_id),
  }));
  for (const chunk of chunks(surveys, batchSize)) await readAnswers(withoutInteractions(context), new Map(), chunk);
  if (forms.length > 0) await keepRoutes(context, "survey", forms);
}

function withoutRereads({ forms, ...stored }: StoredRoutes, ids: readonly string[]): StoredRoutes {
  const cleared = Object.entries(forms).map(([id, route]) => [
    id,
    ids.includes(id) ? { ...route, rereads: false } : route,
  ]);
  return { ...stored, forms: Object.fromEntries(cleared) };
}

const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null);
