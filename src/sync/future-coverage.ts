import { isoTime, minute } from "../base/index.ts";
import type { Findings } from "../collect/index.ts";
import type { Warehouse } from "../warehouse/index.ts";

/** The tolerated difference between an answer and its `Date`. */
const tolerance = 2 * minute;

/**
 * An older version noted read windows by this machine's clock. Where that was ahead, time that has not come is noted as
 * read, and no later sync would look at it: how far such a stretch was truly read nobody knows, so all of it is listed
 * again. Stored answers are not asked for again.
 */
export async function dropFutureCoverage(
  warehouse: Warehouse,
  organization: string,
  now: number,
  { note }: Pick<Findings, "note">,
): Promise<void> {
  const time = isoTime(now + tolerance);
  const [ahead] = await warehouse.query(
    `SELECT max(to_time) AS read FROM sync_window WHERE organization_id = $organization AND to_time > CAST($time AS TIMESTAMP)`,
    { organization, time },
  );
  if (ahead?.["read"] == null) return;
  await warehouse.transaction(async (tx) => {
    await tx.run(
      "DELETE FROM sync_window WHERE organization_id = $organization AND to_time > CAST($time AS TIMESTAMP)",
      { organization, time },
    );
    // Interactions are read again by their age: those that seem to have been read in the future would never be.
    await tx.run(
      `UPDATE document SET fetched_at = TIMESTAMP '1970-01-01'
       WHERE organization_id = $organization AND kind IN ('interaction', 'unlinked') AND fetched_at > CAST($time AS TIMESTAMP)`,
      { organization, time },
    );
  });
  note(
    `Time up to ${String(ahead["read"])} was noted as read by a clock that was ahead; it is listed again, and stored answers are not asked for again.`,
  );
}
