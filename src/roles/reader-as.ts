import {
  chooseOrganization,
  type Reader,
  readerOfOrganization,
  readOrganizations,
  scopeToPart,
} from "../warehouse/index.ts";
import { type RosterInForce, shownAgents } from "./roster-part.ts";
import type { Token } from "./token.ts";

/** As whom a warehouse is read. */
export interface ReadingAs {
  /** Null is whoever may read all of it. */
  readonly token: Token | null;
  /** The roster as it is now; null where there is none. */
  readonly roster: RosterInForce | null | undefined;
  /** The organization that was asked for, by name or id. */
  readonly organization: string | undefined;
  /** What it was given as, for messages. */
  readonly name: string;
}

/**
 * The warehouse as the owner of this token may read it: for everybody but admins it holds their part alone, so that every query
 * may be answered.
 * @throws {UsageError} where the wanted organization is not the token's, and where the token shows nobody by the roster
 */
export async function readerAs<Given extends Reader>(
  reader: Given,
  { token, roster, organization: wanted, name }: ReadingAs,
): Promise<Given> {
  if (token === null || token.role === "admin") return await readerOfOrganization(reader, wanted, name);
  const { organizationId, teams, divisions, texts } = token;
  const agents = shownAgents(token, roster);
  // Without one the warehouse had none yet, and no response either.
  const part = await scopeToPart(reader, { organizationId: organizationId ?? "", agents, teams, divisions, texts });
  if (wanted !== undefined) chooseOrganization(await readOrganizations(part), wanted, name);
  return part;
}
