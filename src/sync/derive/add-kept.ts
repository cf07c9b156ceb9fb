import type { Row } from "../../warehouse/index.ts";
import { changeHashes } from "./change-hashes.ts";
import { hashOf } from "./hash-of.ts";
import type { NewRow } from "./new-row.ts";
import type { Made } from "./replace-rows.ts";
import type { ResponseRows } from "./response-rows.ts";
import type { StoredRows } from "./stored-rows.ts";

/**
 * Adds the rows of a response whose document is not kept any more, where something of them differs. What does not keeps its hash: a
 * stored row has its columns in another order than one that is made.
 * @returns whether anything differs
 */
export function addKept(
  made: Made,
  legs: Map<string, readonly Row[]>,
  { before, after }: { readonly before: StoredRows; readonly after: StoredRows },
): boolean {
  const differs = (table: keyof StoredRows): boolean => JSON.stringify(before[table]) !== JSON.stringify(after[table]);
  const [answers, credits, ownLegs] = [differs("answer"), differs("attribution"), differs("leg")];
  if (!answers && !credits && !ownLegs && !differs("response")) return false;
  const response: NewRow = { ...after.response };
  if (answers) response["answer_hash"] = hashOf(after.answer);
  if (credits) response["attribution_hash"] = hashOf(after.attribution);
  Object.assign(response, changeHashes(response, after.answer, after.leg));
  if (!ownLegs) keepLegs(response, before.response);
  made.response.push(response);
  made.answer.push(...after.answer.map((row) => ({ ...row })));
  made.attribution.push(...after.attribution.map((row) => ({ ...row })));
  const interaction = after.interaction[0];
  const id = String(response["interaction_id"]);
  if (ownLegs && interaction && !legs.has(id)) {
    const leg = after.leg.map((row) => ({ ...row }));
    const { interaction_division, interaction_wrap_up } = after;
    const hash = hashOf([{ ...interaction, interaction_hash: null }], leg, interaction_division, interaction_wrap_up);
    made.interaction.push({ ...interaction, interaction_hash: hash });
    made.leg.push(...leg);
    made.interaction_division.push(...interaction_division.map((row) => ({ ...row })));
    made.interaction_wrap_up.push(...interaction_wrap_up.map((row) => ({ ...row })));
    legs.set(id, leg);
  }
  return true;
}

/** Of legs that are the same, the hash is too, unless what else they are hashed with differs. */
export function keepLegs(response: NewRow, before: Row): void {
  const alsoHashed = ["listed", "source", "interaction_id", "submit_date"];
  if (!alsoHashed.every((name) => response[name] === before[name])) return;
  response["legs_hash"] = before["legs_hash"] ?? null;
  response["legs"] = before["legs"] ?? null;
}

/** What only the interaction shows of a response. */
const ofInteraction = [
  ...["duration_seconds", "divisions", "media_type", "direction", "interaction_start", "interaction_end"],
  ...["wait_seconds", "talk_seconds", "hold_seconds", "acw_seconds", "handle_seconds", "total_talk_seconds"],
  ...["total_hold_seconds", "transfers", "wrap_up", "agents", "linked", "link_problem"],
];
/** What it shows of one whose document does not. */
const alsoOfInteraction = ["team_name", "queue_id", "queue_name", "agent_id", "agent_name", "survey_type", "partial"];

/**
 * Links a response that has come again to an interaction whose document is not kept any more: as its rows have it.
 * @returns to whom it is credited
 */
export function linkAsBefore({ response, answer, attribution }: ResponseRows, before: StoredRows): readonly NewRow[] {
  const stored = before.response;
  for (const name of ofInteraction) response[name] = stored[name] ?? null;
  for (const name of alsoOfInteraction) response[name] ??= stored[name] ?? null;
  if (response["team_ids"] === "[]") response["team_ids"] = stored["team_ids"] ?? null;
  const time = { interaction_start: stored["interaction_start"] ?? null };
  for (const row of [...answer, ...attribution]) Object.assign(row, time);
  if (before.attribution.length === 0) return attribution;
  return before.attribution.map((row) => ({ ...row, submit_date: response["submit_date"] ?? null, ...time }));
}
