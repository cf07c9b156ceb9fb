import {
  ask,
  type catalogue,
  effectiveN,
  type Filter,
  groupedBy,
  pairedGain,
  type RowOf,
  wilson,
} from "../../metrics/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import type { CreditFigure, Figure } from "../document.ts";
import { noFigure } from "./figures.ts";
import type { Called } from "./names.ts";
import { aboutQuestions } from "./scores.ts";

/** Every agent under every rule, and what a rule finds nobody for, by name, after those whom blaming the last agent surely changes. */
export async function readCredits(
  reader: Reader,
  filter: Filter,
  points: number | null,
  called: Called,
  signal?: AbortSignal,
): Promise<readonly CreditFigure[]> {
  // Each rule is looked at here, so that none of them may choose the responses; an agent is looked up among the rows.
  const { rule: _, agents = [], ...others } = filter;
  const rows = (
    await ask(reader, "credits", { filter: others, parameters: { unit: "agent", ...aboutQuestions(filter) }, signal })
  ).filter((row) => points === null || row.points === points);
  const wanted = agents.map((agent) => agent.toLowerCase());
  const isWanted = (id: string | null): boolean =>
    wanted.length === 0 ||
    [id, called.name("agent", id)].some((word) => word !== null && wanted.includes(word.toLowerCase()));
  return [...groupedBy(rows, ({ group_id }) => group_id)]
    .flatMap(([id, own]): CreditFigure[] => {
      const row = together(own);
      if (!row || !isWanted(id)) return [];
      return [
        {
          id: called.agentId(id),
          name: called.name("agent", id),
          genesys: share(row.genesys_favourable, row.genesys, row.genesys),
          last: share(row.last_favourable, row.last, row.last),
          first: share(row.first_favourable, row.first, row.first),
          longest: share(row.longest_favourable, row.longest, row.longest),
          all: shared(row),
          // Nobody gains where nobody is credited.
          gain: id === null ? noFigure : gainOf(row),
        },
      ];
    })
    .sort((a, b) => weightOf(b) - weightOf(a) || compareNames(a, b));
}

/** Gains that chance would make are in no order: only those whose interval excludes 0 come first, the largest of them first. */
const weightOf = ({ gain: { value, low, high } }: CreditFigure): number =>
  low !== null && high !== null && (low > 0 || high < 0) ? Math.abs(value ?? 0) : 0;

const compareNames = (a: CreditFigure, b: CreditFigure): number => {
  // Whoever is not known comes last.
  if ((a.id === null) !== (b.id === null)) return a.id === null ? 1 : -1;
  const [one, other] = [a.name ?? a.id ?? "", b.name ?? b.id ?? ""];
  return one.localeCompare(other) || ((a.id ?? "") < (b.id ?? "") ? -1 : 1);
};

type CreditRow = RowOf<(typeof catalogue)["credits"]["columns"]>;

/** Of several lengths of scale, where all are pooled. */
function together(rows: readonly CreditRow[]): CreditRow | null {
  const [first] = rows;
  if (!first) return null;
  const add = (column: Exclude<keyof CreditRow, "group_id" | "points">): number =>
    rows.reduce((sum, row) => sum + row[column], 0);
  return {
    group_id: first.group_id,
    points: first.points,
    genesys: add("genesys"),
    genesys_favourable: add("genesys_favourable"),
    last: add("last"),
    last_favourable: add("last_favourable"),
    first: add("first"),
    first_favourable: add("first_favourable"),
    longest: add("longest"),
    longest_favourable: add("longest_favourable"),
    all_legs: add("all_legs"),
    all_legs_squares: add("all_legs_squares"),
    all_legs_favourable: add("all_legs_favourable"),
    all_legs_squares_favourable: add("all_legs_squares_favourable"),
    all_legs_answers: add("all_legs_answers"),
    last_all_legs: add("last_all_legs"),
    last_all_legs_favourable: add("last_all_legs_favourable"),
    compared: add("compared"),
  };
}

function gainOf(row: CreditRow): Figure {
  const { value, n, bounds } = pairedGain({
    answers: row.compared,
    whole: row.last,
    wholeFavourable: row.last_favourable,
    shares: row.all_legs,
    sharesFavourable: row.all_legs_favourable,
    squares: row.all_legs_squares,
    squaresFavourable: row.all_legs_squares_favourable,
    both: row.last_all_legs,
    bothFavourable: row.last_all_legs_favourable,
  });
  return { value, n, ...bounds };
}

/** Under the rule that shares answers out they count as often as they are, and weigh what was given. */
function shared(row: CreditRow): Figure {
  const effective_n = effectiveN(row.all_legs, row.all_legs_squares);
  const figure = share(row.all_legs_favourable, row.all_legs, effective_n);
  if (figure.n === 0) return figure;
  return { ...figure, n: row.all_legs_answers, ...(effective_n === row.all_legs_answers ? {} : { effective_n }) };
}

/** Whole responses: `n` is their weight. */
function share(favourable: number, weight: number, worth: number): Figure {
  if (weight === 0) return noFigure;
  const value = favourable / weight;
  return { value, n: weight, ...wilson({ favourable: value * worth, n: worth }) };
}
