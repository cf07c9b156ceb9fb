import { isoTime, UsageError } from "../base/index.ts";
import { isPartial } from "../collect/index.ts";
import { endpoints, type Genesys } from "../genesys/index.ts";
import type { Reader, Warehouse } from "../warehouse/index.ts";

export interface Organization {
  readonly id: string;
  readonly name: string | null;
}

/** Stands for an org that does not return its id. */
const unidentified: Organization = { id: "unidentified", name: null };

/** Whose documents this client reads. */
export async function askOrganization(genesys: Genesys, signal: AbortSignal | undefined): Promise<Organization> {
  try {
    const { organization } = await genesys.ask(endpoints.tokenInfo, {}, signal);
    return organization?.id ? { id: organization.id, name: organization.name ?? null } : unidentified;
  } catch (error) {
    if (isPartial(error)) return unidentified;
    throw error;
  }
}

/** Throws UsageError where the warehouse holds another's responses: mixed, none of its numbers would mean anything. */
export async function assertSameOrganization(
  reader: Pick<Reader, "query"> & { readonly place: string },
  { id, name }: Organization,
): Promise<void> {
  const rows = await reader.query("SELECT organization_id, name FROM organization");
  const other = rows.find(({ organization_id }) => organization_id !== id);
  if (other) {
    // With their ids: a company's test org is often called like its real one.
    throw new UsageError(
      `${reader.place} holds the responses of the organization ${other["name"] ?? ""} (${other["organization_id"]}); ` +
        `this client reads ${name ?? ""} (${id}).`,
      "Name another file with --warehouse, or use the client of that organization.",
    );
  }
}

/** Adds the organization to an empty warehouse. Throws UsageError where the warehouse holds another's responses. */
export async function addOrganization(
  warehouse: Warehouse,
  organization: Organization,
  interactionUrl: string | null,
  now: number,
): Promise<void> {
  await assertSameOrganization(warehouse, organization);
  const { id, name } = organization;
  const [own] = await warehouse.query("SELECT added_at FROM organization");
  await warehouse.transaction((tx) =>
    tx.put("organization", [
      {
        organization_id: id,
        name,
        interaction_url: interactionUrl,
        added_at: own?.["added_at"] ?? isoTime(now),
      },
    ]),
  );
}
