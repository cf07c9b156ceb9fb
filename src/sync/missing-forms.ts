import { hour, isoTime } from "../base/index.ts";
import type { SyncContext } from "./context.ts";
import { readSql } from "./sql.ts";

const missing = readSql("forms-missing");

/**
 * Asks again, once a day, for form versions that could not be read when a response named them: without its questions a
 * response stands in no figure, and nothing else would ask for them.
 */
export async function readMissingForms({ warehouse, store, clock, forms, findings }: SyncContext): Promise<void> {
  const rows = await warehouse.query(missing, {
    organization: store.organizationId,
    day_before: isoTime(clock.now() - 20 * hour),
  });
  for (const kind of ["survey", "evaluation"] as const) {
    const ids = rows.flatMap(({ source, form_id }) => (source === kind ? [String(form_id)] : []));
    await forms.load(kind, ids);
    await forms.decideLeads(kind, ids);
    for (const id of ids) if (!forms.get(id)) findings.problem("form", id, unreadableForm);
  }
}

export const unreadableForm = "Its questions could not be read: its responses stand in no figure until they can.";
