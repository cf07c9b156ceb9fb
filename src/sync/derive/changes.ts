import { storable } from "../../base/index.ts";
import type { Row, Value } from "../../warehouse/index.ts";

/** What a response shows readers before and after it is derived again; null where it is not stored, or not any more. */
export interface Comparison {
  readonly id: string;
  readonly source: string;
  readonly before: Row | null;
  readonly after: Row | null;
  /** Its stored answers, where they may differ from the new ones. */
  readonly answersBefore: readonly Row[];
  readonly answersAfter: readonly Row[];
}

export type RowKind = "responses" | "answers" | "legs";

/** Which rows of one response a reader sees otherwise than before. */
export interface Change {
  readonly id: string;
  readonly source: string;
  readonly row: boolean;
  /** Positions of answers that are new or other than before. */
  readonly answers: ReadonlySet<Value>;
  readonly legs: boolean;
  /** Rows that are not there any more. */
  readonly gone: readonly { readonly kind: RowKind; readonly position: number }[];
  /** Rows that are there, whether or not they have changed: none of them has a tombstone. */
  readonly isLive: (kind: string, position: Value | undefined) => boolean;
}

/** The change of a response, or null where a reader sees the same as before. */
export function changeOf(comparison: Comparison): Change | null {
  const { id, source, before, after, answersBefore, answersAfter } = comparison;
  const wasListed = before?.["listed"] === true;
  const isListed = after?.["listed"] === true;
  if (!wasListed && !isListed) return null;
  const differs = (hash: string): boolean => before?.[hash] !== after?.[hash];
  const row = isListed && (!wasListed || differs("row_hash"));
  const answers = isListed ? changedAnswers(comparison, !wasListed || differs("answers_hash")) : new Set<Value>();
  const legs = isListed && (!wasListed || differs("legs_hash"));
  const [legsBefore, legsAfter] = [wasListed ? countLegs(before) : 0, isListed ? countLegs(after) : 0];
  const positions = new Set(isListed ? answersAfter.map(({ position }) => position) : []);
  const gone: { kind: RowKind; position: number }[] = [
    ...(isListed ? [] : [{ kind: "responses" as const, position: 0 }]),
    ...(wasListed ? answersBefore : [])
      .filter(({ position = null }) => !positions.has(position))
      .map(({ position }) => ({ kind: "answers" as const, position: Number(position) })),
    ...(legs || !isListed ? range(legsAfter, legsBefore) : []).map((position) => ({ kind: "legs" as const, position })),
  ];
  if (!row && answers.size === 0 && !legs && gone.length === 0) return null;
  const isLive = (kind: string, position: Value | undefined): boolean => {
    if (kind === "responses") return isListed;
    return kind === "answers" ? positions.has(position ?? null) : Number(position) < legsAfter;
  };
  return { id, source, row, answers, legs, gone, isLive };
}

const countLegs = (row: Row | null | undefined): number => Number(row?.["legs"] ?? 0);

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);

function changedAnswers({ before, after, answersBefore, answersAfter }: Comparison, all: boolean): ReadonlySet<Value> {
  if (!all && before?.["answer_hash"] === after?.["answer_hash"]) return new Set();
  const stored = new Map(answersBefore.map((row) => [row["position"], row]));
  const changed = all ? answersAfter : answersAfter.filter((row) => !looksSame(row, stored.get(row["position"])));
  return new Set(changed.map(({ position = null }) => position));
}

/** What only figures are made of, times of the response (which of them a reader sees is in its `answers_hash`), and the change itself. */
const unseenOfAnswers = new Set([
  ...["points", "favourable", "unfavourable", "headline"],
  ...["submit_date", "sent_date", "interaction_start"],
  ...["change_id", "changed_at"],
]);

const looksSame = (row: Row, stored: Row | undefined): boolean =>
  stored?.["change_id"] != null &&
  Object.entries(row).every(
    ([name, value]) =>
      unseenOfAnswers.has(name) || (typeof value === "string" ? storable(value) : value) === (stored[name] ?? null),
  );
