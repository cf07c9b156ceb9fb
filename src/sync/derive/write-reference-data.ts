import type { Problem } from "../../collect/index.ts";
import type { Warehouse } from "../../warehouse/index.ts";
import type { Definition } from "../definition.ts";
import type { Flawed, Flaws } from "../documents/flaws.ts";
import { contentHash } from "../documents/kept-document.ts";
import { definitionRows } from "./form-rows.ts";
import { fitRows } from "./make-rows.ts";
import { type ReferenceData, readReferenceData } from "./reference-data.ts";

/** The fact with the version written last: without it everything is written, and its problems are reported, again. */
export const writtenReference = (organization: string): string => `book ${organization}`;

/** Forms and names change rarely: their rows are written whole, before the responses that refer to them, if at all. */
export async function writeReferenceData(
  warehouse: Warehouse,
  organization: string,
  definition: Definition,
  { flaws, now }: { readonly flaws: Flaws; readonly now: number },
): Promise<ReferenceData> {
  const referenceData = await readReferenceData(warehouse, organization, definition.scores);
  const name = writtenReference(organization);
  const tables = definitionRows(organization, referenceData);
  const value = contentHash(JSON.stringify([...tables, ...referenceData.unreadable]));
  const [written] = await warehouse.query("SELECT value FROM fact WHERE name = $name", { name });
  if (written?.["value"] === value) return referenceData;
  const looked = new Map<string, Flawed>();
  const problems: Problem[] = [...referenceData.unreadable];
  for (const [table, rows] of tables) {
    for (const row of rows) {
      const form = row["form_id"];
      const misfits: string[] = [];
      fitRows(warehouse, table, [row], misfits);
      if (typeof form !== "string") continue;
      const flawed: Flawed = { kind: "row", id: `of form ${form}` };
      looked.set(form, flawed);
      if (misfits.length > 0) problems.push({ ...flawed, reason: misfits.join(" ") });
    }
  }
  await warehouse.transaction(async (tx) => {
    for (const [table, rows] of tables) await tx.put(table, rows);
    await flaws.write(tx, [...looked.values()], problems, now);
    await tx.put("fact", [{ name, value }]);
  });
  return referenceData;
}
