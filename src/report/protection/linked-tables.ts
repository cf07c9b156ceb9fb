import {
  ask,
  type catalogue,
  fewestAgents,
  type Grouping,
  groupedBy,
  hiddenTogether,
  isOfAgents,
  isOverlapping,
  type LinkedCell,
  type RowOf,
  withoutAnswers,
} from "../../metrics/index.ts";
import type { GroupFigures } from "../groups/group-figures.ts";
import type { DisplayNames } from "../names.ts";
import { minAnswers } from "../request.ts";
import { aboutQuestions } from "../scores.ts";
import type { Context } from "../section.ts";
import { agents } from "../sections/agents.ts";
import { areFewEvaluations } from "../sections/evaluations.ts";
import { families } from "../sections/families.ts";
import { groups } from "../sections/groups.ts";
import { isPrinted, queues } from "../sections/queues.ts";
import { trend } from "../sections/trend.ts";
import type { HiddenCells, IsHidden, TableName } from "./hide-few.ts";

/** Where responses come from. */
type Source = "survey" | "evaluation";

interface Cell extends LinkedCell {
  readonly table: TableName;
  readonly id: string;
}

type OverlapRow = RowOf<(typeof catalogue)["overlaps"]["columns"]>;
type Printed = (table: TableName, id: string) => boolean;

/** Finds the cells that may not be printed in the tables of one report, looking at all of them together. */
export async function readHiddenCells(context: Context): Promise<HiddenCells> {
  const { reader, request, filter, compared, pool, signal } = context;
  const { points: periods } = (await context.part(trend)).trend;
  const called = await context.names();
  const isWithheld = isOfAgents(request.by ?? null) ? await readSmallGroups(context) : () => false;
  const rows = await readRows(context);
  const fewEvaluations = await areFewEvaluations(context);
  const by = groupingOf(request.by ?? null);
  const adds = (table: string): boolean => {
    if (table === "group") return by === null || !isOverlapping(by, filter);
    return (table !== "queue" && table !== "agent") || filter.rule !== "all";
  };
  const buckets = periods.map(({ label, from, to }) => ({
    ...{ label, from: Date.parse(from), to: Date.parse(to), cut: false },
  }));
  const own = { by_group: by !== null && by !== "question", by_question: by === "question" };
  const parameters = { ...own, ...aboutQuestions(filter) };
  const shared = request.by === "agent" ? "agent" : "queue";
  const grouped = by === "question" ? null : (by ?? (filter.rule === "all" ? shared : null));
  const answered = await ask(reader, "overlaps", { filter, by: grouped, buckets, parameters, signal });
  const cohort = await ask(reader, "overlaps", {
    ...{ filter: withoutAnswers(filter), basis: "ended", by: grouped, parameters: { ...own, cohort: true }, signal },
  });
  const earlier =
    compared === null
      ? []
      : await ask(reader, "overlaps", { filter: { ...filter, range: compared }, by: grouped, parameters, signal });

  const row = (table: TableName, id: string): GroupFigures | undefined => rows.get(table)?.get(id);
  const withheld =
    (source: Source) =>
    (table: TableName, id: string): boolean => {
      const group = table === "group" ? row(table, id) : undefined;
      return group !== undefined && isWithheld(group, source);
    };
  const find = (from: readonly OverlapRow[], printed: Printed, already: ReadonlySet<string>): ReadonlySet<string> =>
    hiddenOf(from, { called, adds, printed, withheld: withheld("survey"), already });
  // Only tables of groups have evaluations.
  const judged = (by: "evaluator" | "machine"): IsHidden => {
    if (fewEvaluations) return () => true;
    const own = answered.filter(
      ({ population, part, other_part }) => population === by && isGroups(part) && isGroups(other_part),
    );
    const printed: Printed = (table, id) => row(table, id) !== undefined;
    const finding = { called, adds, printed, withheld: withheld("evaluation"), already: new Set<string>() };
    return isIn(hiddenOf(own, finding));
  };

  const lengths = [...groupedBy(answered, ({ population, points }) => (population === "csat" ? points : null)).keys()];
  const head = (await context.part(families)).families[0]?.points ?? null;
  const scores = (
    from: readonly OverlapRow[],
    already: ReadonlySet<string>,
    isShown: (group: GroupFigures | undefined) => boolean,
  ): Set<string> => {
    const own = from.filter(({ population }) => population === "csat");
    const parts = pool ? [null] : [...new Set([...lengths, ...own.map(({ points }) => points)])];
    const all = new Set<string>();
    for (const points of parts) {
      const isPrinted: Printed = (table, id) => {
        const group = row(table, id);
        if (!isShown(group)) return false;
        // A group that nobody answered of late prints its number before, on any scale.
        if (group) return points === null || group.points === null || group.points === points;
        return !(table in groupTables) && (points === null || points === head);
      };
      const ofLength = points === null ? own : own.filter((one) => one.points === points);
      for (const key of find(ofLength, isPrinted, already)) {
        const [table, id] = splitKey(key);
        if (isPrinted(table, id)) all.add(key);
      }
    }
    return all;
  };
  const csat = scores(answered, new Set(), () => true);
  for (const [table, groups] of rows)
    for (const [id, group] of groups) if (isWithheld(group, "survey") && table === "group") csat.add(keyOf(table, id));
  const anything: Printed = (table, id) => row(table, id) !== undefined || !(table in groupTables);
  const nps = find(
    answered.filter(({ population }) => population === "nps"),
    anything,
    csat,
  );
  const before = scores(earlier, csat, (group) => group != null && group.change !== null);
  return {
    csat: isIn(csat),
    nps: isIn(nps),
    rate: isIn(hiddenRates(cohort, (from, already) => find(from, anything, already), csat)),
    before: isIn(new Set([...before, ...csat])),
    evaluator: judged("evaluator"),
    machine: judged("machine"),
  };
}

/** Who answered and who did not are counts both: neither may follow. */
function hiddenRates(
  cohort: readonly OverlapRow[],
  find: (from: readonly OverlapRow[], already: ReadonlySet<string>) => ReadonlySet<string>,
  csat: ReadonlySet<string>,
): ReadonlySet<string> {
  let hidden = new Set(csat);
  for (;;) {
    const size = hidden.size;
    for (const state of ["finished", "unanswered"])
      hidden = new Set([
        ...hidden,
        ...find(
          cohort.filter(({ population }) => population === state),
          hidden,
        ),
      ]);
    if (hidden.size === size) return hidden;
  }
}

interface Finding {
  readonly called: DisplayNames;
  readonly adds: (table: string) => boolean;
  readonly printed: Printed;
  readonly withheld: (table: TableName, id: string) => boolean;
  readonly already: ReadonlySet<string>;
}

/** The keys of the cells of one population that may not be printed. */
function hiddenOf(rows: readonly OverlapRow[], finding: Finding): ReadonlySet<string> {
  const cells = new Map<string, Cell>();
  const common = new Map<Cell, Map<Cell, number>>();
  const shownId = (table: string | null, id: string | null): string =>
    table === "agent" && id ? (finding.called.agentId(id) ?? "") : (id ?? "");
  const sizes = new Map<string, number>();
  const key = (table: string | null, id: string | null): string | null =>
    isTable(table) ? keyOf(table, shownId(table, id)) : null;
  for (const { part, cell, other_part, other_cell, answers } of rows) {
    const own = key(part, cell);
    if (own !== null && part === other_part && cell === other_cell) sizes.set(own, (sizes.get(own) ?? 0) + answers);
  }
  for (const [name, n] of sizes) {
    const [table, id] = splitKey(name);
    const printed = finding.printed(table, id);
    cells.set(name, { table, id, n, printed, withheld: finding.withheld(table, id) });
  }
  const note = (a: Cell, b: Cell, n: number): void => {
    const own = common.get(a) ?? new Map<Cell, number>();
    common.set(a, own.set(b, (own.get(b) ?? 0) + n));
  };
  for (const { part, cell, other_part, other_cell, answers } of rows) {
    const [a, b] = [cells.get(key(part, cell) ?? ""), cells.get(key(other_part, other_cell) ?? "")];
    if (!a || !b) continue;
    note(a, b, answers);
    if (a !== b) note(b, a, answers);
  }
  const all = [...cells.values()];
  const hidden = hiddenTogether({ cells: all, common, adds: finding.adds }, minAnswers, ({ table, id }) =>
    finding.already.has(keyOf(table, id)),
  );
  return new Set([...finding.already, ...[...hidden].map(({ table, id }) => keyOf(table, id))]);
}

const groupTables = { queue: true, agent: true, group: true } as const;
const tableNames = { ...groupTables, channel: true, trend: true } as const;
const isGroups = (name: string | null): boolean => name !== null && name in groupTables;
const isTable = (name: string | null): name is TableName => name !== null && name in tableNames;

const keyOf = (table: TableName, id: string | null): string => `${table} ${id ?? ""}`;
function splitKey(key: string): readonly [TableName, string] {
  const [table = "", id] = [key.slice(0, key.indexOf(" ")), key.slice(key.indexOf(" ") + 1)];
  if (!isTable(table)) throw new Error(`${table} is no table of a report.`);
  return [table, id];
}

const isIn =
  (keys: ReadonlySet<string>): IsHidden =>
  (table, id) =>
    keys.has(keyOf(table, id));

/** Groups by queue or agent are the same rows as those tables. */
const groupingOf = (by: Grouping | null): Grouping | null => (by === "queue" || by === "agent" ? null : by);

async function readRows(context: Context): Promise<ReadonlyMap<TableName, ReadonlyMap<string, GroupFigures>>> {
  const of = (all: readonly GroupFigures[] | null) => new Map((all ?? []).map((group) => [group.id ?? "", group]));
  const own = groupingOf(context.request.by ?? null) === null ? null : (await context.part(groups)).groups;
  return new Map<TableName, ReadonlyMap<string, GroupFigures>>([
    ["queue", of(isPrinted(context, "queue") ? (await context.part(queues)).queues : null)],
    ["agent", of(isPrinted(context, "agent") ? (await context.part(agents)).agent_groups : null)],
    ["group", of(own)],
  ]);
}

/** Teams, and groups of a roster, of so few agents that a number of them reveals one. */
async function readSmallGroups({ reader, filter, request: { by }, signal }: Context) {
  const rows = [...(await ask(reader, "volume", { filter, by, signal }))];
  // Such groups are of the responses' own agents: however many a rule credits, they are no more.
  if ((filter.rule ?? "genesys") !== "genesys")
    rows.push(...(await ask(reader, "volume", { filter: { ...filter, rule: "genesys" }, by, signal })));
  const keyOf = (source: string | null, id: string | null): string => JSON.stringify([source, id]);
  const small = new Set(
    rows.flatMap(({ agents: count, source, group_id: id }) => (count < fewestAgents ? [keyOf(source, id)] : [])),
  );
  return ({ id }: GroupFigures, source: Source): boolean => small.has(keyOf(source, id));
}
