import type { RosterTable } from "../../config/index.ts";
import type { Roster } from "../../metrics/index.ts";
import { findRoster, unknownSentence } from "../../request/index.ts";
import type { Token } from "../../roles/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import type { Context } from "../context.ts";

/**
 * Finds the agents of a roster. Agents that it names and the warehouse lacks are reported to admins alone: others may not see whom
 * it names.
 * @param opened the whole warehouse
 */
export async function rosterOf(
  { log, signal }: Context,
  table: RosterTable,
  opened: Reader,
  token: Token | null,
): Promise<Roster> {
  const { roster, unknown } = await findRoster(opened, table, signal);
  const sentence = unknownSentence(unknown);
  if (sentence !== null && (token === null || token.role === "admin")) log.warning("roster", sentence);
  return roster;
}
