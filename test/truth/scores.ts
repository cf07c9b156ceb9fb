import type { TruthAnswer } from "./answers.ts";
import type { Piece } from "./pieces.ts";
import { groupRows, highestOf, lowestOf, sum, sumOrNull, type TruthRow } from "./rows.ts";

interface Counted {
  readonly piece: Piece;
  readonly answer: TruthAnswer;
}

const isFinishedSurvey = ({ response }: Piece): boolean =>
  response.source === "survey" && response.status === "Finished";

const answersOf = (pieces: readonly Piece[], counts: (answer: TruthAnswer) => boolean): readonly Counted[] =>
  pieces
    .filter(isFinishedSurvey)
    .flatMap((piece) => piece.response.answers.filter(counts).map((answer) => ({ piece, answer })));

/** What a headline counts: the lead, the one NPS answer, every answer on effort and on whether the matter was solved. */
export const isHeadline = ({ headline, favourable }: TruthAnswer): boolean => headline && favourable !== null;

/** Sums by period, group, role and length of scale. */
export function scoresTruth(
  pieces: readonly Piece[],
  counts: (answer: TruthAnswer) => boolean = isHeadline,
  groupOf: (counted: Counted) => string | null = ({ piece }) => piece.group,
): readonly TruthRow[] {
  const key = ({ piece, answer }: Counted) => ({
    bucket: piece.bucket,
    group_id: groupOf({ piece, answer }),
    role: answer.role,
    points: answer.points,
  });
  return groupRows(answersOf(pieces, counts), key).map(({ key: own, items }) => ({
    ...own,
    answers: items.length,
    weight: sum(items, ({ piece }) => piece.weight),
    weight_squares: sum(items, ({ piece }) => piece.weight ** 2),
    favourable: sum(items, ({ piece, answer }) => (answer.favourable ? piece.weight : 0)),
    unfavourable: sum(items, ({ piece, answer }) => (answer.unfavourable ? piece.weight : 0)),
    satisfaction: sumOrNull(items, ({ piece, answer }) => times(piece, answer.satisfaction)),
    satisfaction_squares: sumOrNull(items, ({ piece, answer }) =>
      times(piece, answer.satisfaction === null ? null : answer.satisfaction ** 2),
    ),
    value: sumOrNull(items, ({ piece, answer }) => times(piece, answer.value)),
    lowest: lowestOf(items.map(({ answer }) => answer.value)),
    highest: highestOf(items.map(({ answer }) => answer.value)),
    scale_min: lowestOf(items.map(({ answer }) => answer.low)),
    scale_min_high: highestOf(items.map(({ answer }) => answer.low)),
    scale_max_low: lowestOf(items.map(({ answer }) => answer.high)),
    scale_max: highestOf(items.map(({ answer }) => answer.high)),
  }));
}

export const scoresIdentity = ["bucket", "group_id", "role", "points"] as const;

/** How often each value was chosen, question by question, for questions of any role. */
export function distributionTruth(pieces: readonly Piece[]): readonly TruthRow[] {
  const key = ({ piece, answer }: Counted) => ({
    bucket: piece.bucket,
    group_id: piece.group,
    question_id: answer.contextId,
    role: answer.role,
    points: answer.points,
    value: answer.value,
  });
  return groupRows(
    answersOf(pieces, ({ value }) => value !== null),
    key,
  ).map(({ key: own, items }) => ({
    ...own,
    answer: items.map(({ answer }) => answer.answerText ?? "").toSorted()[items.length - 1] ?? null,
    headline: items.some(({ answer }) => answer.headline),
    favourable: items.some(({ answer }) => answer.favourable === true),
    unfavourable: items.some(({ answer }) => answer.unfavourable === true),
    answers: items.length,
    weight: sum(items, ({ piece }) => piece.weight),
  }));
}

export const distributionIdentity = ["bucket", "group_id", "question_id", "role", "points", "value"] as const;

/** Answers of the headline by everything that expected values are made of. */
export function cellsTruth(pieces: readonly Piece[]): readonly TruthRow[] {
  const counted = answersOf(pieces, (answer) => answer.role === "csat" && isHeadline(answer));
  const key = ({ piece, answer }: Counted) => ({
    agent_id: piece.agentId,
    queue_id: piece.queueId,
    media_type: piece.response.media,
    form_id: piece.response.form.contextId,
    version_id: piece.response.form.id,
    points: answer.points,
  });
  return groupRows(counted, key).map(({ key: own, items }) => ({
    ...own,
    answers: items.length,
    favourable: items.filter(({ answer }) => answer.favourable).length,
  }));
}

export const cellsIdentity = ["agent_id", "queue_id", "media_type", "version_id", "points"] as const;

const times = ({ weight }: Piece, value: number | null): number | null => (value === null ? null : weight * value);
