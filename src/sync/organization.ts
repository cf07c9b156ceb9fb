import { isoTime, UsageError } from "../base/index.ts";
import { isPartial } from "../collect/index.ts";
import { endpoints, type Genesys } from "../genesys/index.ts";
import type { Reader, Warehouse } from "../warehouse/index.ts";
import type { SyncRequest } from "./request.ts";
import { everyOrganization, takeTurn } from "./take-turn.ts";

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

/** What a sync may do to a warehouse that holds other organizations. */
export type Joining = Pick<SyncRequest, "addOrganization" | "sandbox">;

/**
 * Whether the organization would be another one next to those that the warehouse holds.
 * @throws {UsageError} where it may not be: nobody meant it, its customers are invented and the others' are not, or it cannot be
 *   distinguished from them
 */
export async function checkJoins(
  reader: Pick<Reader, "query"> & { readonly place: string },
  organization: Organization,
  { addOrganization: isMeant, sandbox }: Joining,
): Promise<boolean> {
  const rows = await reader.query("SELECT organization_id, name, sandbox FROM organization ORDER BY organization_id");
  const others = rows.filter(({ organization_id: id }) => id !== organization.id);
  if (others.length === 0 || others.length < rows.length) return false;
  // With their ids: a company's test org is often called like its real one.
  const held = others.map((row) => nameOf(String(row["organization_id"]), row["name"]));
  const noun = held.length === 1 ? "organization" : "organizations";
  const holds = `${reader.place} holds the responses of the ${noun} ${new Intl.ListFormat("en").format(held)}`;
  const reads = `this client reads ${nameOf(organization.id, organization.name)}`;
  if (sandbox || others.some((row) => row["sandbox"] === true)) {
    throw new UsageError(
      `${holds}; ${reads}. ${sandbox ? "This one" : "What it holds"} is simulated: invented customers are kept apart from real ones.`,
      "Name another file with --warehouse.",
    );
  }
  if ([organization.id, ...others.map((row) => row["organization_id"])].includes(unidentified.id)) {
    throw new UsageError(
      `${holds}; ${reads}. Genesys did not return the id of one of them, so they may be the same one.`,
      "Try again later, or name another file with --warehouse.",
    );
  }
  if (isMeant) return true;
  throw new UsageError(
    `${holds}; ${reads}.`,
    "Name another file with --warehouse, or use the client of that organization. To keep both in this one, name the profile of " +
      'the other: "afterword sync --profile NAME".',
  );
}

const nameOf = (id: string, name: unknown): string => (typeof name === "string" ? `${name} (${id})` : id);

export const describeJoined = ({ id, name }: Organization, place: string): string =>
  `Added the organization ${nameOf(id, name)} to ${place}, which holds several now: report, export and the others take --org.`;

/**
 * Notes in the warehouse that it holds the organization.
 * @returns whether it is another one next to those that were there
 * @throws {UsageError} where it may not be added to them
 */
export async function addOrganization(
  warehouse: Warehouse,
  organization: Organization,
  request: Joining & Pick<SyncRequest, "interactionUrl">,
  now: number,
): Promise<boolean> {
  const { id, name } = organization;
  return await warehouse.transaction(async (tx) => {
    // Two that come at the same time, of whichever organization, must not both find the warehouse empty.
    await takeTurn(tx, everyOrganization);
    const joins = await checkJoins({ query: tx.query, place: warehouse.place }, organization, request);
    const [own] = await tx.query("SELECT added_at FROM organization WHERE organization_id = $id", { id });
    await tx.put("organization", [
      {
        organization_id: id,
        name,
        interaction_url: request.interactionUrl,
        added_at: own?.["added_at"] ?? isoTime(now),
        sandbox: request.sandbox,
      },
    ]);
    return joins;
  });
}
