import { ask, type catalogue, effectiveN, type Filter, groupedBy, type RowOf, wilson } from "../../metrics/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import type { CreditFigure, Figure } from "../document.ts";
import { noFigure } from "./figures.ts";
import type { Called } from "./names.ts";

/** Every agent under every rule, and what a rule finds nobody for; the one first whom blaming the last agent changes most. */
export async function readCredits(
  reader: Reader,
  filter: Filter,
  points: number | null,
  called: Called,
  signal?: AbortSignal,
): Promise<readonly CreditFigure[]> {
  // Each rule is looked at here, so that none of them may choose the responses; an agent is looked up among the rows.
  const { rule: _, agents = [], ...others } = filter;
  const rows = (await ask(reader, "credits", { filter: others, parameters: { unit: "agent" }, signal })).filter(
    (row) => points === null || row.points === points,
  );
  const wanted = agents.map((agent) => agent.toLowerCase());
  const isWanted = (id: string | null): boolean =>
    wanted.length === 0 ||
    [id, called.name("agent", id)].some((word) => word !== null && wanted.includes(word.toLowerCase()));
  return [...groupedBy(rows, ({ group_id }) => group_id)]
    .flatMap(([id, own]): CreditFigure[] => {
      const row = together(own);
      if (!row || !isWanted(id)) return [];
      const [last, all] = [
        share(row.last_favourable, row.last, row.last),
        share(row.all_legs_favourable, row.all_legs, effectiveN(row.all_legs, row.all_legs_squares)),
      ];
      return [
        {
          id: called.agentId(id),
          name: called.name("agent", id),
          genesys: share(row.genesys_favourable, row.genesys, row.genesys),
          last,
          first: share(row.first_favourable, row.first, row.first),
          longest: share(row.longest_favourable, row.longest, row.longest),
          all,
          // Nobody gains where nobody is credited.
          gain: id === null || last.value === null || all.value === null ? null : last.value - all.value,
        },
      ];
    })
    .sort((a, b) => Math.abs(b.gain ?? 0) - Math.abs(a.gain ?? 0) || ((a.id ?? "") < (b.id ?? "") ? -1 : 1));
}

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
  };
}

/** `n` is the weight: whole responses under every rule but the one that shares them out. */
function share(favourable: number, weight: number, worth: number): Figure {
  if (weight === 0) return noFigure;
  const value = favourable / weight;
  return { value, n: weight, ...wilson({ favourable: value * worth, n: worth }) };
}
