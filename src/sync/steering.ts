import type { Interval } from "../base/index.ts";
import { withoutInteractions } from "../collect/index.ts";
import type { Reader } from "../warehouse/index.ts";
import type { SyncContext } from "./context.ts";
import type { Definition } from "./definition.ts";
import type { EvaluationSighting } from "./documents/sightings.ts";
import { readListed } from "./sweeps/read-evaluations.ts";

/**
 * Labels and questions choose which evaluations are read. When they have changed, those that were listed before and are
 * chosen now are read; they were all noted when they were listed, so nothing is searched again.
 */
export async function readNewlyLabelled(
  context: SyncContext,
  _range: Interval,
  { finish }: { readonly finish: () => Promise<void> },
): Promise<void> {
  const { warehouse, store, request } = context;
  const organization = store.organizationId;
  const before = await storedSteering(warehouse, organization);
  const steering = steeringOf(request);
  if (before === steering) return;
  if (before !== null) {
    for await (const seen of readSightings(warehouse, organization))
      await readListed(withoutInteractions(context), seen);
    await finish();
  }
  await warehouse.transaction((tx) => tx.put("fact", [{ name: nameOf(organization), value: steering }]));
}

/** Whether other labels or questions chose what a warehouse has of evaluations. */
export async function isSteeringNew(reader: Reader, organization: string, definition: Definition): Promise<boolean> {
  const before = await storedSteering(reader, organization);
  return before !== null && before !== steeringOf(definition);
}

/** Every evaluation that was listed, some thousand at a time. */
export async function* readSightings(
  reader: Pick<Reader, "stream">,
  organization: string,
): AsyncGenerator<ReadonlyMap<string, EvaluationSighting>> {
  const sighted = reader.stream(
    "SELECT id, json FROM document WHERE organization_id = $organization AND kind = 'evaluation-sighting'",
    { organization },
  );
  for await (const batch of sighted) {
    yield new Map(batch.map(({ id, json }) => [String(id), JSON.parse(String(json)) as EvaluationSighting]));
  }
}

const nameOf = (organization: string): string => `steering ${organization}`;

const steeringOf = ({ labels, questions }: Definition): string =>
  JSON.stringify([[...labels].sort(), [...questions].sort()]);

async function storedSteering(reader: Pick<Reader, "query">, organization: string): Promise<string | null> {
  const [row] = await reader.query("SELECT value FROM fact WHERE name = $name", { name: nameOf(organization) });
  return typeof row?.["value"] === "string" ? row["value"] : null;
}
