import { expect, test } from "vitest";
import { type AgentCell, betweenAgents } from "./between-agents.ts";
import { effectOf, intraclass, typicalSize } from "./design-effect.ts";

const units = (count: number): Map<string, AgentCell[]> =>
  new Map(
    Array.from({ length: count }, (_, unit) => [
      `queue ${unit}`,
      Array.from({ length: 12 }, (_, agent) => ({
        agent: agent % 5 === 4 ? null : `agent ${agent}`,
        favourable: ((unit + 1) * agent) % 4,
        n: 3 + ((unit + agent) % 7),
      })),
    ]),
  );

/** Each answer of whom it is not known is a cluster. */
const clusters = (cells: readonly AgentCell[]): readonly { n: number }[] =>
  cells.flatMap(({ agent, n }) => (agent === null ? Array.from({ length: n }, () => ({ n: 1 })) : [{ n }]));

test("the factor of all others is that of their clusters gone through one by one", () => {
  const all = units(6);
  const correlation = intraclass(
    [...all.values()].map((own) => own.filter(({ agent }) => agent !== null)),
  )?.correlation;
  const found = betweenAgents(all);
  expect(found.size).toBe(all.size);
  for (const [unit, own] of all) {
    const others = [...all].flatMap(([other, cells]) => (other === unit ? [] : cells));
    const factor = (cells: readonly AgentCell[]) => effectOf(typicalSize(clusters(cells)), correlation ?? Number.NaN);
    expect(found.get(unit)).toMatchObject({ own: factor(own), others: factor(others) });
    expect(found.get(unit)?.own).toBeGreaterThan(1);
  }
});

test("one unit alone has no others", () =>
  expect([...betweenAgents(units(1)).values()]).toMatchObject([{ others: 1 }]));

test("with ten times the units, cells are read ten times as often", () => {
  const reads = (count: number): number => {
    let read = 0;
    const counted = ({ agent, favourable, n }: AgentCell): AgentCell => ({
      agent,
      favourable,
      get n() {
        read += 1;
        return n;
      },
    });
    betweenAgents(new Map([...units(count)].map(([unit, own]) => [unit, own.map(counted)])));
    return read;
  };
  expect(reads(200)).toBe(10 * reads(20));
});
