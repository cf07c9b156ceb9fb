import { compareNames } from "../../src/base/compare-names.ts";
import type { GroupFigures } from "./document.ts";

/** With fewer answers, nothing is said of a number or of a change: the report's own bound. */
export const fewestForVerdict = 30;

const isKnown = ({ csat: { value, n } }: GroupFigures): boolean => value !== null && (n ?? 0) >= fewestForVerdict;

/** The lowest, of those with enough answers for a verdict. */
export const lowestFirst = (groups: readonly GroupFigures[]): readonly GroupFigures[] =>
  groups
    .filter(({ id }) => id !== null)
    .filter(isKnown)
    .sort((one, other) => (one.csat.value ?? 0) - (other.csat.value ?? 0));

/** Those that changed most: clear changes first, then what could be chance, or has another reason. */
export const mostChangedFirst = (groups: readonly GroupFigures[]): readonly GroupFigures[] =>
  groups
    .filter(
      ({ id, change }) => id !== null && change !== null && change.difference !== null && change.verdict !== "too few",
    )
    .sort((one, other) => clarity(one) - clarity(other) || size(other) - size(one));

const clarity = ({ change }: GroupFigures): number =>
  change?.verdict === "rise" || change?.verdict === "fall" ? 0 : 1;
const size = ({ change }: GroupFigures): number => Math.abs(change?.difference ?? 0);

/** Those first that somebody should look at: fallen, below their expectation, risen, then the lowest; those of few answers last. */
export const byConcern = (groups: readonly GroupFigures[]): readonly GroupFigures[] =>
  groups.toSorted((one, other) => concern(one) - concern(other) || (one.csat.value ?? 2) - (other.csat.value ?? 2));

function concern(group: GroupFigures): number {
  const { id, csat, change, band } = group;
  if (id === null || csat.hidden || csat.value === null) return 5;
  if (change?.verdict === "fall") return 0;
  if (band === "below") return 1;
  if (change?.verdict === "rise") return 2;
  return isKnown(group) ? 3 : 4;
}

/** Nobody is first or last: by the alphabet. */
export const byName = (groups: readonly GroupFigures[]): readonly GroupFigures[] =>
  groups.toSorted(
    (one, other) =>
      Number(one.id === null) - Number(other.id === null) || compareNames(one.name ?? "", other.name ?? ""),
  );
