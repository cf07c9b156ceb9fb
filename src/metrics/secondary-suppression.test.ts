import fc from "fast-check";
import { expect, test } from "vitest";
import { hiddenTogether, type LinkedCell } from "./secondary-suppression.ts";

interface Cell extends LinkedCell {
  readonly id: string;
}
type Unit = Readonly<Record<string, string>>;

/** Tables that divide the same answers, each by one key of an answer. */
function divide(units: readonly Unit[], names: readonly string[], given: Partial<Record<string, Partial<Cell>>> = {}) {
  const cells = new Map<string, Cell>();
  const keysOf = (unit: Unit) => names.map((table) => `${table} ${unit[table]}`);
  for (const table of names)
    for (const id of new Set(units.map((unit) => unit[table] ?? "")))
      cells.set(`${table} ${id}`, {
        ...{ table, id, printed: true, n: units.filter((unit) => unit[table] === id).length },
        ...given[`${table} ${id}`],
      });
  const common = new Map([...cells.values()].map((cell) => [cell, new Map<Cell, number>()]));
  for (const unit of units)
    for (const one of keysOf(unit))
      for (const other of keysOf(unit)) {
        const [a, b] = [cells.get(one), cells.get(other)];
        if (a && b) common.get(a)?.set(b, (common.get(a)?.get(b) ?? 0) + 1);
      }
  return { cells: [...cells.values()], common };
}

const hidden = (units: readonly Unit[], names: readonly string[], given?: Parameters<typeof divide>[2]): string[] =>
  [...hiddenTogether({ ...divide(units, names, given), adds: () => true }, 10)].map(({ id }) => id).sort();

const times = (n: number, unit: Unit): Unit[] => Array.from({ length: n }, () => unit);
const queues = (...counts: readonly number[]): Unit[] => counts.flatMap((n, at) => times(n, { queue: `q${at}` }));

test("what nobody could compute is printed", () => {
  expect(hidden(queues(10, 20), ["queue"])).toEqual([]);
});

test("one small cell takes the next one with it, or the total would give it away", () => {
  expect(hidden(queues(3, 40, 12), ["queue"])).toEqual(["q0", "q2"]);
});

test("two small cells hide each other only where both together are not small", () => {
  expect(hidden(queues(3, 4, 40), ["queue"])).toEqual(["q0", "q1", "q2"]);
  expect(hidden(queues(6, 7, 40), ["queue"])).toEqual(["q0", "q1"]);
});

test("overlapping groups have no total to subtract from, but one may lie within another", () => {
  const of = (units: readonly Unit[], common: number) => {
    const { cells } = divide(units, ["queue"]);
    const [a, b] = cells;
    if (!a || !b) throw new Error("There are two.");
    const both = new Map([
      [a, new Map([[b, common]])],
      [b, new Map([[a, common]])],
    ]);
    return [...hiddenTogether({ cells, common: both, adds: () => false }, 10)].map(({ id }) => id);
  };
  expect(of(queues(3, 40), 0)).toEqual(["q0"]);
  expect(of(queues(35, 40), 30)).toEqual([]);
  expect(of(queues(35, 40), 35)).toEqual(["q0"]);
});

test("a group withheld regardless of its answers is hidden, with another one", () => {
  expect(hidden(queues(50, 60, 70), ["queue"], { "queue q1": { withheld: true } })).toEqual(["q0", "q1"]);
});

test("a group that is not printed is part of the inference", () => {
  expect(hidden(queues(3, 40, 12), ["queue"], { "queue q0": { printed: false } })).toEqual(["q0", "q2"]);
  expect(hidden(queues(13, 40, 12), ["queue"], { "queue q0": { printed: false } })).toEqual(["q0"]);
});

test("a cell hidden in one table does not follow from another", () => {
  const small = [...times(5, { queue: "a", media: "mail" }), ...times(12, { queue: "b", media: "chat" })];
  const rest = times(30, { queue: "c", media: "voice" });
  expect(hidden([...small, ...rest], ["queue", "media"])).toEqual(["a", "b", "chat", "mail"]);
  const mixed = [...times(5, { queue: "a", media: "mail" }), ...times(12, { queue: "b", media: "mail" }), ...rest];
  // By queue alone a and d would hide each other; mail less b is a.
  const others = times(11, { queue: "d", media: "chat" });
  expect(hidden([...mixed, ...others], ["queue"])).toEqual(["a", "d"]);
  expect(hidden([...mixed, ...others], ["queue", "media"])).toEqual(["a", "b", "d"]);
});

test("nor does what two agents of one queue leave over", () => {
  const units = [
    ...times(25, { queue: "a", agent: "x" }),
    ...times(5, { queue: "a", agent: "y" }),
    ...times(40, { queue: "b", agent: "y" }),
  ];
  expect(hidden(units, ["queue", "agent"])).not.toEqual([]);
});

test("nothing small follows from any two tables, for any answers", () => {
  const id = (letter: string, most: number) => fc.nat(most).map((at) => `${letter}${at}`);
  const unit = fc.record({ queue: id("q", 4), agent: id("a", 7), day: id("d", 3) });
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 150 }), (units: readonly Unit[]) => {
      const names = ["queue", "agent", "day"];
      const { cells, common } = divide(units, names);
      const unseen = hiddenTogether({ cells, common, adds: () => true }, 10);
      const known = names.flatMap((table) => {
        const own = cells.filter((cell) => cell.table === table);
        const sets = own.map((cell) => ({
          ...{ table, hidden: unseen.has(cell) },
          members: new Set(units.flatMap((one, at) => (one[table] === cell.id ? [at] : []))),
        }));
        const rest = new Set(sets.flatMap(({ hidden: isHidden, members }) => (isHidden ? [...members] : [])));
        return [...sets.filter((set) => !set.hidden), { table, hidden: false, members: rest }];
      });
      for (const { members, table } of known)
        for (const other of names.filter((name) => name !== table)) {
          const sets = known.filter((set) => set.table === other && set.members.size > 0);
          const within = sets.filter((set) => [...set.members].every((one) => members.has(one)));
          const touching = sets.filter((set) => [...set.members].some((one) => members.has(one)));
          const size = (all: typeof sets) => all.reduce((sum, set) => sum + set.members.size, 0);
          for (const n of [members.size, members.size - size(within), size(touching) - members.size])
            if (units.length >= 10) expect(n > 0 && n < 10).toBe(false);
        }
    }),
    { numRuns: 300 },
  );
});
