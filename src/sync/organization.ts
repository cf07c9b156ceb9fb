import { createHash } from "node:crypto";
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

/**
 * Whose documents this client reads, under the id by which the warehouse knows it; `reader` is null where there is none.
 * @throws {UsageError} where nobody says whose they are, and another client has read what is there
 */
export async function askOrganization(
  genesys: Genesys,
  reader: Pick<Reader, "query"> | null,
  signal: AbortSignal | undefined,
): Promise<Organization> {
  const answered = (await askToken(genesys, signal)) ?? (await askOwn(genesys, signal));
  return reader === null ? (answered ?? unidentified) : recognize(reader, genesys.clientId, answered);
}

const askToken = ({ ask }: Genesys, signal: AbortSignal | undefined): Promise<Organization | null> =>
  identified(async () => (await ask(endpoints.tokenInfo, {}, signal)).organization);

const askOwn = ({ ask }: Genesys, signal: AbortSignal | undefined): Promise<Organization | null> =>
  identified(() => ask(endpoints.organization, {}, signal));

type Reference = { readonly id?: string | null | undefined; readonly name?: string | null | undefined };

/** Null where no id comes. */
async function identified(ask: () => Promise<Reference | null | undefined>): Promise<Organization | null> {
  try {
    const organization = await ask();
    return organization?.id ? { id: organization.id, name: organization.name ?? null } : null;
  } catch (error) {
    if (isPartial(error)) return null;
    throw error;
  }
}

/** Whoever reads the warehouse need not learn the client. */
const nameOfClient = (clientId: string): string => `client ${createHash("sha256").update(clientId).digest("hex")}`;

/**
 * An OAuth client belongs to one organization: where Genesys does not say which, it is the one that the client has read before.
 * One that was read before it was told keeps the id that it was stored under.
 */
async function recognize(
  { query }: Pick<Reader, "query">,
  clientId: string,
  answered: Organization | null,
): Promise<Organization> {
  const [known] = await query(
    "SELECT o.organization_id, o.name FROM fact AS f JOIN organization AS o ON o.organization_id = f.value WHERE f.name = $name",
    { name: nameOfClient(clientId) },
  );
  if (known) {
    const id = String(known["organization_id"]);
    if (answered === null) return { id, name: typeof known["name"] === "string" ? known["name"] : null };
    return id === unidentified.id ? { id, name: answered.name } : answered;
  }
  if (answered !== null) return answered;
  const others = await query("SELECT name FROM fact WHERE name LIKE 'client %' AND value = $id LIMIT 1", {
    id: unidentified.id,
  });
  if (others.length === 0) return unidentified;
  throw new UsageError(
    "Genesys does not return the id of this client's organization, and another OAuth client has read what the warehouse holds: it may be of another one.",
    "Use the same OAuth client as before, or name another file with --warehouse.",
  );
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
      'the other: "afterword sync --profile NAME", while no variable sets its client or gateway, or another warehouse than its own.',
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
  organization: Organization & { readonly clientId: string },
  request: Joining & Pick<SyncRequest, "interactionUrl">,
  now: number,
): Promise<boolean> {
  const { id, name, clientId } = organization;
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
    await tx.put("fact", [{ name: nameOfClient(clientId), value: id }]);
    return joins;
  });
}
