import { env } from "node:process";
import { describe, expect, test } from "vitest";
import { type Chance, createChance } from "../../../test/orgs/quiet-series.ts";
import { type AgentCell, bands, betweenAgents, standardise, unclustered } from "./index.ts";

/** `RUNS=5000 npx vitest run src/metrics/statistics/quiet-tables.test.ts` for the figures of docs/metrics.md. */
const runs = Number(env["RUNS"] ?? 800);

const times = <One>(length: number, one: One): readonly One[] => Array.from({ length }, () => one);
/** Answers of each agent, queue by queue. */
const shapes: Readonly<Record<string, readonly (readonly number[])[]>> = {
  "8 queues of 8 agents of 25": times(8, times(8, 25)),
  "12 queues of 10 agents of 10": times(12, times(10, 10)),
  "4 queues of 3 agents of 50": times(4, times(3, 50)),
  "6 queues of 2 to 8 agents of 3 to 60": [
    ...[[40, 3, 3], [30, 10], [25, 25, 25, 25], [60, 20, 10, 5], [15, 15, 15], times(8, 12)],
  ],
};

interface Cell {
  readonly unit: string;
  readonly agent: string;
  readonly favourable: number;
  readonly n: number;
}

/** Every agent has a share of their own, by so much that the design effect of the table is as given; every queue has the same. */
function quietTable(chance: Chance, sizes: readonly (readonly number[])[], effect: number): readonly Cell[] {
  const all = sizes.flat();
  const typical = all.reduce((sum, n) => sum + n * n, 0) / all.reduce((sum, n) => sum + n, 0);
  const weight = (typical - 1) / (effect - 1) - 1;
  return sizes.flatMap((agents, queue) =>
    agents.map((n, at) => {
      const share = effect > 1 ? chance.beta(0.8 * weight, 0.2 * weight) : 0.8;
      return { unit: `queue ${queue}`, agent: `agent ${queue} ${at}`, favourable: chance.binomial(n, share), n };
    }),
  );
}

/** How often some queue of a table is set apart. */
function setApart(sizes: readonly (readonly number[])[], effect: number, clustered: boolean, most = runs): number {
  const chance = createChance(23);
  let tables = 0;
  for (let run = 0; run < most; run += 1) {
    const cells = quietTable(chance, sizes, effect);
    const units = standardise(cells.map((cell) => ({ ...cell, stratum: "voice" })));
    const factors = betweenAgents(
      new Map(units.map(({ unit }) => [unit, cells.filter((cell) => cell.unit === unit)] as const)),
    );
    const found = bands(units, 0.02, (unit) => (clustered ? (factors.get(unit) ?? null) : unclustered));
    if (found.some((band) => band === "above" || band === "below")) tables += 1;
  }
  return tables / most;
}

describe.each(Object.entries(shapes))("in a table of %s that do not differ", (shape, sizes) => {
  test.each([1, 2])("a queue is set apart in at most 6 %% of tables at a design effect of %d", (effect) => {
    const [rate, without] = [setApart(sizes, effect, true), setApart(sizes, effect, false, runs / 4)];
    if (env["RUNS"])
      console.log(`${shape}, effect ${effect}: ${(rate * 100).toFixed(1)} %, without ${(without * 100).toFixed(1)} %`);
    expect(rate).toBeLessThanOrEqual(0.06);
    if (effect > 1) expect(without).toBeGreaterThan(0.15);
  });
});

test("a queue that differs is set apart all the same", () => {
  const chance = createChance(5);
  const sizes = times(8, times(8, 40));
  const cells = quietTable(chance, sizes, 2).map((cell) =>
    cell.unit === "queue 3" ? { ...cell, favourable: Math.round(cell.favourable * 0.7) } : cell,
  );
  const units = standardise(cells.map((cell) => ({ ...cell, stratum: "voice" })));
  const factors = betweenAgents(
    new Map(units.map(({ unit }) => [unit, cells.filter((cell) => cell.unit === unit)] as const)),
  );
  expect(bands(units, 0.02, (unit) => factors.get(unit) ?? null)[3]).toBe("below");
});

describe("the factor between agents", () => {
  const cells = (shares: readonly number[], n = 50) =>
    shares.map((share, at): AgentCell => ({ agent: `agent ${at}`, favourable: share * n, n }));

  test("is unknown where every queue has one agent, or nobody knows whose answers they are", () => {
    expect(
      betweenAgents(
        new Map([
          ["a", cells([0.8])],
          ["b", cells([0.6])],
        ]),
      ).size,
    ).toBe(0);
    const nobody = cells([0.8, 0.6]).map((cell) => ({ ...cell, agent: null }));
    expect(betweenAgents(new Map([["a", nobody]])).size).toBe(0);
  });

  test("takes answers of unknown agents for those of as many agents", () => {
    const known = cells([0.9, 0.5, 0.9, 0.5]);
    const unknown = cells([0.9, 0.5]).map((cell) => ({ ...cell, agent: null }));
    const factors = betweenAgents(
      new Map([
        ["a", known],
        ["b", unknown],
      ]),
    );
    expect(factors.get("a")?.own).toBeGreaterThan(5);
    expect(factors.get("b")).toMatchObject({ own: 1, others: factors.get("a")?.own });
  });

  test("is not of differences between queues", () => {
    const factors = betweenAgents(
      new Map([
        ["a", cells([0.9, 0.9, 0.9])],
        ["b", cells([0.5, 0.5, 0.5])],
      ]),
    );
    expect(factors.get("a")).toEqual({ own: 1, others: 1, degrees: expect.closeTo(4, 12) });
  });
});
