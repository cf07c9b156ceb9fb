import { roundedSum } from "../rounded.ts";
import { groupedBy } from "../rows.ts";
import type { ScoreRow } from "./families.ts";

/**
 * Rows of `scores` that divide responses, by periods or by something that each has one of, as those of all of them together, which
 * `as` places: each number in them is a sum or the end of a range. To ask for the whole as well would read every answer again.
 */
export const scoresTogether = (
  rows: readonly ScoreRow[],
  as: Pick<ScoreRow, "bucket" | "group_id">,
): readonly ScoreRow[] =>
  [...groupedBy(rows, ({ role, points }) => `${role} ${points}`).values()].flatMap((own) => {
    const [first] = own;
    return first ? [{ ...first, ...as, ...added(own) }] : [];
  });

/** Each bucket's or group's rows as one of their own, over what else divides them. */
export const scoresTogetherBy = (rows: readonly ScoreRow[], key: "bucket" | "group_id"): readonly ScoreRow[] =>
  [...groupedBy(rows, (row) => row[key])].flatMap(([of, own]) =>
    scoresTogether(own, { bucket: null, group_id: null, [key]: of }),
  );

type Sums = Omit<ScoreRow, "bucket" | "group_id" | "role" | "points">;

function added(rows: readonly ScoreRow[]): Sums {
  const add = (pick: (row: ScoreRow) => number): number => roundedSum(rows.map(pick));
  const known = (pick: (row: ScoreRow) => number | null): readonly number[] => rows.flatMap((row) => pick(row) ?? []);
  const sum = (pick: (row: ScoreRow) => number | null): number | null =>
    known(pick).length === 0 ? null : add((row) => pick(row) ?? 0);
  const end = (of: (a: number, b: number) => number, pick: (row: ScoreRow) => number | null): number | null =>
    known(pick).reduce<number | null>((least, one) => (least === null ? one : of(least, one)), null);
  return {
    answers: add(({ answers }) => answers),
    weight: add(({ weight }) => weight),
    weight_squares: add((row) => row.weight_squares),
    favourable: add(({ favourable }) => favourable),
    unfavourable: add(({ unfavourable }) => unfavourable),
    satisfaction: sum(({ satisfaction }) => satisfaction),
    satisfaction_squares: sum((row) => row.satisfaction_squares),
    value: sum(({ value }) => value),
    lowest: end(Math.min, ({ lowest }) => lowest),
    highest: end(Math.max, ({ highest }) => highest),
    scale_min: end(Math.min, (row) => row.scale_min),
    scale_min_high: end(Math.max, (row) => row.scale_min_high),
    scale_max_low: end(Math.min, (row) => row.scale_max_low),
    scale_max: end(Math.max, (row) => row.scale_max),
  };
}
