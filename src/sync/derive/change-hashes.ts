import type { Row, Value } from "../../warehouse/index.ts";
import { contentHash } from "../documents/kept-document.ts";
import { ofChanges } from "./response-rows.ts";

/** What a reader can see of a response's rows, as hashes: those of two that look the same are equal. */
export interface ChangeHashes {
  readonly row_hash: string;
  /** What the response adds to the rows of its answers. */
  readonly answers_hash: string;
  readonly legs_hash: string;
  readonly legs: number;
}

/** Columns of a response that no reader sees, but for those who ask for all rows. */
export const unseen = [
  "team_ids",
  "started",
  "deleted",
  "retracted",
  "calibration",
  "released",
  "release_date",
  "never_release",
  "redacted",
  "without_document",
] as const;

const unseenNames: ReadonlySet<string> = new Set([
  ...unseen,
  ...ofChanges.filter((name) => name !== "attribution_hash"),
]);

/**
 * The hashes of a response. Whom it is credited to is among its columns by `attribution_hash`: filters choose by it. The lead's
 * question is a column of spreadsheets.
 */
export function changeHashes(response: Row, answers: readonly Row[], legs: readonly Row[]): ChangeHashes {
  const { listed, source, interaction_id, submit_date } = response;
  const lead = answers.find((answer) => answer["lead"] === true);
  const seen: Value[] = [];
  for (const name in response) if (!unseenNames.has(name)) seen.push(response[name] ?? null);
  return {
    row_hash: hashOf([seen, lead?.["question"], lead?.["answer"], lead?.["value"]]),
    answers_hash: hashOf(joined.map((name) => response[name])),
    legs_hash: hashOf([listed, source, interaction_id, submit_date, legs.map(Object.values)]),
    legs: legs.length,
  };
}

/** Columns of a response that stand in the rows of its answers. */
const joined = [
  "listed",
  "source",
  "interaction_id",
  "submit_date",
  "status",
  "form_id",
  "form_context_id",
  "form_name",
  "agent_id",
  "agent_name",
  "queue_id",
  "queue_name",
  "media_type",
] as const;

const hashOf = (value: unknown): string => contentHash(JSON.stringify(value));
