import type { RosterTable } from "../../config/index.ts";
import type { Roster } from "../../metrics/index.ts";
import { findRoster, unknownSentence } from "../../request/index.ts";
import type { Token } from "../../roles/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import type { Context } from "../context.ts";

/**
 * Whom a roster means. Whoever sees a part is told of nobody in it.
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
