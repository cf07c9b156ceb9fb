import type { Interval } from "../base/index.ts";
import { readListed } from "./evaluation-sweep.ts";
import type { Session } from "./session.ts";
import type { EvaluationSighting } from "./sightings.ts";

/**
 * Labels and questions choose which evaluations are read. When they have changed, those that were listed before and are
 * chosen now are read; they were all noted when they were listed, so nothing is searched again.
 */
export async function readNewlyLabelled(
  session: Session,
  _range: Interval,
  { finish }: { readonly finish: () => Promise<void> },
): Promise<void> {
  const { warehouse, store, request } = session;
  const organization = store.organizationId;
  const name = `steering ${organization}`;
  const { labels, questions } = request.definition;
  const steering = JSON.stringify([[...labels].sort(), [...questions].sort()]);
  const [row] = await warehouse.query("SELECT value FROM fact WHERE name = $name", { name });
  if (row?.["value"] === steering) return;
  if (row) {
    const sighted = warehouse.stream(
      "SELECT id, json FROM document WHERE organization_id = $organization AND kind = 'evaluation-sighting'",
      { organization },
    );
    for await (const batch of sighted) {
      const seen = batch.map(({ id, json }): [string, EvaluationSighting] => [
        String(id),
        JSON.parse(String(json)) as EvaluationSighting,
      ]);
      await readListed(session, new Map(seen));
    }
    await finish();
  }
  await warehouse.transaction((tx) => tx.put("fact", [{ name, value: steering }]));
}
