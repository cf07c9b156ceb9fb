import type { Piece } from "./pieces.ts";
import type { TruthResponse } from "./responses.ts";
import { groupRows, highestOf, lowestOf, sum, sumOrNull, type TruthRow } from "./rows.ts";

const place = ({ bucket, group }: Piece) => ({ bucket, group_id: group });

/** Means over whole responses. */
export function indicesTruth(pieces: readonly Piece[]): readonly TruthRow[] {
  const measures = {
    index: ({ index }: TruthResponse) => index,
    evaluator: ({ evaluatorCsat }: TruthResponse) => evaluatorCsat,
    total: ({ total }: TruthResponse) => total,
  };
  const finished = pieces.filter(({ response }) => response.status === "Finished");
  const key = (piece: Piece) => {
    const { source, evaluatorId } = piece.response;
    return { ...place(piece), source, by_machine: source === "evaluation" && evaluatorId === null };
  };
  return groupRows(finished, key).map(({ key: own, items }) => {
    const row: Record<string, TruthRow[string]> = { ...own };
    for (const [name, measure] of Object.entries(measures)) {
      const known = items.filter(({ response }) => measure(response) !== null);
      const values = known.map(({ response }) => measure(response));
      row[`${name}_answers`] = known.length;
      row[`${name}_weight`] = sum(known, ({ weight }) => weight);
      row[`${name}_weight_squares`] = sum(known, ({ weight }) => weight ** 2);
      row[`${name}_sum`] = sumOrNull(known, ({ response, weight }) => weight * (measure(response) ?? 0));
      row[`${name}_squares`] = sumOrNull(known, ({ response, weight }) => weight * (measure(response) ?? 0) ** 2);
      row[`${name}_low`] = lowestOf(values);
      row[`${name}_high`] = highestOf(values);
    }
    return row;
  });
}

export const indicesIdentity = ["bucket", "group_id", "source", "by_machine"] as const;

export function volumeTruth(pieces: readonly Piece[]): readonly TruthRow[] {
  return groupRows(pieces, (piece) => ({ ...place(piece), source: piece.response.source })).map(({ key, items }) => {
    const count = (holds: (response: TruthResponse) => boolean): number =>
      items.filter(({ response }) => holds(response)).length;
    const finished = ({ status }: TruthResponse): boolean => status === "Finished";
    return {
      ...key,
      responses: items.length,
      interactions: new Set(items.filter(({ response }) => finished(response)).map((one) => one.response.interactionId))
        .size,
      finished: count(finished),
      complete: count((response) => finished(response) && !response.partial),
      started: count(({ started, status }) => started && status !== "InProgress"),
      commented: count((response) => finished(response) && (response.comment ?? "").trim() !== ""),
      agents: new Set(items.flatMap(({ agentId }) => agentId ?? [])).size,
      unlinked: count(({ linked }) => !linked),
    };
  });
}

export const volumeIdentity = ["bucket", "group_id", "source"] as const;

const delivered: readonly string[] = ["Sent", "InProgress", "Finished", "Expired"];

/** What became of surveys: an error with another survey of the same interaction that went out is none. */
export function funnelTruth(pieces: readonly Piece[], all: readonly TruthResponse[]): readonly TruthRow[] {
  const reached = new Set(
    all.filter((one) => one.source === "survey" && delivered.includes(one.status)).map((one) => one.interactionId),
  );
  const stateOf = ({ status, interactionId }: TruthResponse): string =>
    status === "Error" && reached.has(interactionId) ? "Superseded" : status;
  const surveys = pieces.filter(({ response }) => response.source === "survey");
  const key = (piece: Piece) => ({
    ...place(piece),
    survey_type: piece.response.surveyType,
    state: stateOf(piece.response),
  });
  return groupRows(surveys, key).map(({ key: own, items }) => ({
    ...own,
    surveys: items.length,
    open: items.filter(({ response }) => ["Pending", "Sent", "InProgress"].includes(response.status)).length,
    weight: sum(items, ({ weight }) => weight),
    weight_squares: sum(items, ({ weight }) => weight ** 2),
  }));
}

export const funnelIdentity = ["bucket", "group_id", "survey_type", "state"] as const;
