import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { everything } from "../../test/seeds.ts";
import { type Attributes, passing } from "./roster.ts";
import { fewestAgents, isChoiceTooFew, type RosterAgents, valuesChosenTogether } from "./roster-choices.ts";

/** So many agents of whom this is stated. */
const agents = (...counts: readonly (readonly [number, Readonly<Record<string, string>>])[]): RosterAgents =>
  counts.flatMap(([n, stated]) => Array.from({ length: n }, () => new Map(Object.entries(stated))));

const sites = (counts: Readonly<Record<string, number>>): RosterAgents =>
  agents(...Object.entries(counts).map(([site, n]) => [n, { site }] as const));

describe("of one attribute", () => {
  const isTooFew = (own: RosterAgents, ...site: readonly string[]) => isChoiceTooFew([own], ["site"], { site });

  test("values of enough agents are chosen as one likes", () => {
    const own = sites({ A: 5, B: 9, C: 20 });
    for (const chosen of [["A"], ["a", "B"], ["C"], ["A", "B", "C"]]) expect(isTooFew(own, ...chosen)).toBe(false);
  });

  test("a small value is not added to another one", () => {
    const own = sites({ A: 20, B: 3, C: 6, D: 8 });
    expect(isTooFew(own, "A")).toBe(false);
    expect(isTooFew(own, "A", "B")).toBe(true);
    // C hides B: with all others it would be the total less B.
    expect([isTooFew(own, "C"), isTooFew(own, "A", "D"), isTooFew(own, "A", "B", "C")]).toEqual([true, false, false]);
    expect(valuesChosenTogether([own], ["site"], "site")).toEqual(["B", "C"]);
  });

  test("agents of whom nothing is stated are a value too", () => {
    const own = [...sites({ A: 20, B: 8 }), ...agents([2, {}])];
    expect([isTooFew(own, "A"), isTooFew(own, "B"), isTooFew(own, "B", "not stated")]).toEqual([false, true, false]);
  });
});

test("what lies between two attributes is looked at too", () => {
  const own = agents(
    [8, { site: "Berlin", leader: "Jo" }],
    [3, { site: "Berlin", leader: "Kim" }],
    [9, { site: "Bonn", leader: "Lee" }],
    [3, { site: "Bonn", leader: "May" }],
  );
  const choose = (wanted: Attributes) => isChoiceTooFew([own], ["site", "leader"], wanted);
  // Berlin less Jo would be Kim's three.
  expect([choose({ site: ["Berlin"] }), choose({ leader: ["Jo"] }), choose({ leader: ["Lee"] })]).toEqual([
    false,
    true,
    true,
  ]);
});

test("several values of one attribute may not differ by a few agents from several of another", () => {
  const own = agents(
    ...["A", "B"].flatMap((site) => ["J", "K"].map((leader) => [6, { site, leader }] as const)),
    [3, { site: "C", leader: "K" }],
    ...["C", "D"].map((site) => [10, { site, leader: "L" }] as const),
    [10, { site: "D", leader: "M" }],
  );
  const choose = (wanted: Attributes) => isChoiceTooFew([own], ["site", "leader"], wanted);
  expect([choose({ site: ["A", "B"] }), choose({ leader: ["J", "K"] })]).toEqual([true, true]);
  expect([choose({ site: ["A"] }), choose({ leader: ["K"] }), choose({ site: ["A", "D"] })]).toEqual([
    false,
    false,
    false,
  ]);
});

test("what is small in one source alone counts in both", () => {
  const [surveys, evaluations] = [sites({ A: 20, B: 9, C: 12 }), sites({ A: 20, B: 2, C: 12 })];
  const choose = (sources: readonly RosterAgents[], site: string) =>
    isChoiceTooFew(sources, ["site"], { site: [site] });
  expect([choose([surveys], "B"), choose([surveys, evaluations], "B")]).toEqual([false, true]);
});

const attributes = ["site", "leader", "tenure"];
const value = fc.option(fc.constantFrom("a", "b", "c", "d"), { nil: null });
const crowd = fc
  .array(fc.record({ n: fc.integer({ min: 1, max: 9 }), site: value, leader: value, tenure: value }), { maxLength: 9 })
  .map((groups) =>
    agents(
      ...groups.map(({ n, ...stated }) => {
        const known = Object.entries(stated).flatMap(([name, one]) => (one === null ? [] : [[name, one] as const]));
        return [n, Object.fromEntries(known)] as const;
      }),
    ),
  );

/** Every choice of values of some attributes. */
function choices(names: readonly string[]): readonly Attributes[] {
  const values = ["a", "b", "c", "d", "not stated"];
  const some = Array.from({ length: 2 ** values.length - 1 }, (_, at) =>
    values.filter((_, bit) => (at + 1) & (1 << bit)),
  );
  return names.reduce<readonly Attributes[]>(
    (all, name) => all.flatMap((chosen) => some.map((one) => ({ ...chosen, [name]: one }))),
    [{}],
  );
}

/** Of allowed choices by these attributes, the differences that are of a few agents. */
function fewBetween(own: RosterAgents, asked: readonly (readonly string[])[]): readonly string[] {
  const allowed = new Map<string, ReadonlySet<number>>();
  for (const wanted of [{}, ...asked.flatMap(choices)]) {
    if (Object.keys(wanted).length > 0 && isChoiceTooFew([own], attributes, wanted)) continue;
    const chosen = own.flatMap((stated, at) => (passing(wanted)(stated) ? [at] : []));
    allowed.set(chosen.join(), new Set(chosen));
  }
  // Of nobody, nothing is left to find out.
  const sets = [new Set<number>(), ...allowed.values()];
  return sets.flatMap((small) =>
    sets.flatMap((large) => {
      const more = large.size - small.size;
      const isFew = more > 0 && more < fewestAgents && [...small].every((at) => large.has(at));
      return isFew ? [`${small.size} of ${large.size}`] : [];
    }),
  );
}

test.each([
  ["single attributes", [["site"], ["leader"], ["tenure"]], everything ? 1000 : 60],
  ["single attributes and two together", [["site"], ["leader"], ["tenure"], ["site", "leader"]], everything ? 50 : 4],
])("no two allowed choices by %s differ by a few agents", (_, asked, numRuns) =>
  fc.assert(
    fc.property(crowd, (own) => {
      fc.pre(own.length >= fewestAgents);
      expect(fewBetween(own, asked)).toEqual([]);
    }),
    { numRuns },
  ),
);
