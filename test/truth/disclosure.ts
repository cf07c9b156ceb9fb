import type { GroupFigures } from "../../src/report/groups/group-figures.ts";
import type { ReportDocument } from "../../src/report/index.ts";
import type { Piece } from "./pieces.ts";

/*
 * Somebody who reads one document and knows who works where: tries the printed numbers, the rest of a table's total,
 * and the sums and differences of any two tables, against the true answers. Nothing of it may be a number from 1 to 9.
 */

/** A set of answers that the document gives the number of. */
interface Known {
  readonly table: string;
  readonly name: string;
  readonly members: ReadonlySet<string>;
}

/** A row of a table: the number that it shows; null where that is withheld. */
export interface Row {
  readonly table: string;
  readonly id: string | null;
  readonly n: number | null;
  /** Whether it counts those answers alone that the others are about; a question counts all who answered it. */
  readonly exact?: boolean;
}

const isSmall = (n: number): boolean => n > 0 && n < 10;

/**
 * What follows from tables about the same answers and may not, in words. `members` gives the answers of a row in truth, `adds`
 * whether a table's rows add up to `all`.
 */
export function disclosures(
  rows: readonly Row[],
  members: (row: Row) => ReadonlySet<string>,
  all: ReadonlySet<string>,
  adds: (table: string) => boolean,
): readonly string[] {
  const tables = [...new Set(rows.map(({ table }) => table))];
  const found: string[] = [];
  const known = tables.flatMap((table): Known[] => {
    const printed = rows.flatMap((row): Known[] => {
      if (row.table !== table || row.n === null) return [];
      const own = members(row);
      if (row.exact !== false && own.size !== row.n) found.push(`${table} ${row.id} says ${row.n} and has ${own.size}`);
      return [{ table, name: `${table} ${row.id}`, members: own }];
    });
    const seen = new Set(printed.flatMap((one) => [...one.members]));
    const rest = new Set([...all].filter((one) => !seen.has(one)));
    return adds(table) ? [...printed, { table, name: `the rest of ${table}`, members: rest }] : printed;
  });
  const size = (sets: readonly Known[]): number => sets.reduce((sum, set) => sum + set.members.size, 0);
  const note = (n: number, words: string): void => {
    if (isSmall(n)) found.push(`${words} is ${n}`);
  };
  const unions = (table: string): readonly Known[] => {
    const own = known.filter((set) => set.table === table && set.members.size > 0);
    // Two rows together are a set too.
    const pairs =
      own.length > 40 || !adds(table) ? [] : own.flatMap((a, at) => own.slice(at + 1).map((b) => union(a, b)));
    return [...own, ...pairs];
  };
  for (const table of tables)
    for (const set of unions(table)) {
      note(set.members.size, set.name);
      for (const other of tables) {
        if (other === table && adds(table)) continue;
        const sets = known.filter((one) => one.table === other && one.name !== set.name && one.members.size > 0);
        const within = sets.filter((one) => [...one.members].every((member) => set.members.has(member)));
        if (!adds(other)) {
          for (const one of within) note(set.members.size - one.members.size, `${set.name} less ${one.name}`);
          continue;
        }
        if (within.length > 0) note(set.members.size - size(within), `${set.name} less what of ${other} lies in it`);
        const touching = sets.filter((one) => [...one.members].some((member) => set.members.has(member)));
        note(size(touching) - set.members.size, `what of ${other} touches ${set.name}, less it,`);
      }
    }
  return found;
}

const union = (a: Known, b: Known): Known => ({
  table: a.table,
  name: `${a.name} and ${b.name}`,
  members: new Set([...a.members, ...b.members]),
});

/** The keys that hold counts of answers, surveys or interactions. */
const counts = new Set([
  ...["n", "responses", "interactions", "partial", "evaluations", "unlinked", "different_agents"],
  ...["finished", "delivered", "open", "surveys", "handled", "underived", "never_settled", "missing"],
  ...["Pending", "Error", "OptOut", "Superseded", "Retracted", "unstated"],
  ...["satisfied_good", "satisfied_poor", "unsatisfied_good", "unsatisfied_poor"],
]);
/** Keys of numbers that are none. */
const others = new Set([
  ...[
    "value",
    "share",
    "low",
    "high",
    "promoters",
    "passives",
    "detractors",
    "native",
    "all_gave",
    "points",
    "scale",
    "r",
  ],
  ...["expected", "visible_change", "difference", "design_effect", "target", "gain", "csat_score", "nps_score"],
  ...["p", "level", "family", "min_effect", "day_factor", "effective_n", "awaiting_role", "left_out", "minimum"],
  "score_from",
]);

/** Every number from 1 to 9 that a document shows of answers, and every number that this test does not know. */
export function smallCounts(value: unknown, key = "", path = ""): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one: unknown, at) => smallCounts(one, key, `${path}[${at}]`));
  if (typeof value === "object" && value !== null)
    return Object.entries(value).flatMap(([name, one]) => smallCounts(one, name, `${path}.${name}`));
  if (typeof value !== "number" || others.has(key)) return [];
  if (!counts.has(key)) return [`${path} is of no known kind`];
  return isSmall(value) ? [`${path} is ${value}`] : [];
}

/** What shares of a document reveal of parts of its answers: rates of surveys, and answers of a kind. */
export function smallParts(document: ReportDocument): readonly string[] {
  const { response_rate: rate, completion, comment_rate: comments, bottom_box: bottom, csat, nps } = document;
  const parts = (name: string, n: number | null, ...shares: readonly (number | null)[]): string[] =>
    shares.flatMap((share) => {
      const part = Math.round((share ?? 0) * (n ?? 0));
      return isSmall(part) || (name !== "nps" && isSmall((n ?? 0) - part)) ? [`${name} is of ${part} of ${n}`] : [];
    });
  const middle = Math.round((1 - (csat.value ?? 0) - (bottom.value ?? 0)) * (bottom.n ?? 0));
  const complete = Math.round((completion.value ?? 0) * (completion.n ?? 0));
  return [
    ...parts("response rate", rate.n, rate.value),
    ...parts("completion", completion.n, completion.value),
    ...parts("comments", comments.n, comments.value),
    ...parts("nps", nps.n, nps.promoters, nps.passives, nps.detractors),
    ...(isSmall(Math.round((bottom.value ?? 0) * (bottom.n ?? 0))) ? ["bottom box"] : []),
    ...(bottom.value !== null && isSmall(middle) ? ["what lies between satisfied and bottom box"] : []),
    ...(rate.finished !== null && completion.n !== null && isSmall(Math.abs(rate.finished - complete))
      ? ["finished less complete"]
      : []),
    ...(document.rule === "all" ? [] : [document.queues, document.agent_groups, document.groups])
      .flatMap((groups) => groups ?? [])
      .flatMap(({ id, response_rate: { n, value } }) => parts(`response rate of ${id}`, n, value)),
  ];
}

/** The ids of the answers of a row among pieces of the table's own grouping. */
export const membersOf = (pieces: readonly Piece[], group: string | null): ReadonlySet<string> =>
  new Set(pieces.flatMap((piece) => (piece.group === group ? [piece.response.id] : [])));

export const rowsOf = (
  table: string,
  groups: readonly GroupFigures[] | null,
  n: (group: GroupFigures) => number | null,
): readonly Row[] => (groups ?? []).map((group) => ({ table, id: group.id, n: n(group) }));
