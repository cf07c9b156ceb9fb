import {
  chooseOrganization,
  type Reader,
  readerOfOrganization,
  readOrganizations,
  scopeToPart,
} from "../warehouse/index.ts";
import type { Token } from "./token.ts";

/**
 * The warehouse as the owner of this token may read it: for everybody but admins it holds their part alone, so that every query
 * may be answered.
 * @param wanted the organization that was asked for, by name or id
 * @param name what it was given as, for messages
 * @throws {UsageError} where the wanted organization is not the token's
 */
export async function readerAs<Given extends Reader>(
  reader: Given,
  token: Token | null,
  wanted: string | undefined,
  name: string,
): Promise<Given> {
  if (token === null || token.role === "admin") return await readerOfOrganization(reader, wanted, name);
  const { organizationId, agents, teams, divisions, texts } = token;
  // Without one the warehouse had none yet, and no response either.
  const part = await scopeToPart(reader, { organizationId: organizationId ?? "", agents, teams, divisions, texts });
  if (wanted !== undefined) chooseOrganization(await readOrganizations(part), wanted, name);
  return part;
}
