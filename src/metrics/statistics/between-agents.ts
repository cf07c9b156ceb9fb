import { effectOf, intraclass } from "./design-effect.ts";

/** An agent's answers in one unit that is compared, such as a queue. */
export interface AgentCell {
  /** Null: it is not known whose answers these are; then each is taken for another agent's. */
  readonly agent: string | null;
  readonly favourable: number;
  readonly n: number;
}

/** How much more than chance a unit's share, and that of all others, varies since one agent's answers are alike. */
export interface Clustering {
  readonly own: number;
  readonly others: number;
  /** Of Student's t, since it is estimated. */
  readonly degrees: number;
}

/** The clustering of units whose answers are independent: agents themselves, who are compared. */
export const unclustered: Clustering = { own: 1, others: 1, degrees: Number.POSITIVE_INFINITY };

/**
 * The between-agent factors of units, from one intraclass correlation of agents within units and the sizes that their
 * agents' parts have. Empty where the agents do not show it: then it is unknown whether a unit differs, or the people
 * in it.
 */
export function betweenAgents(units: ReadonlyMap<string, readonly AgentCell[]>): ReadonlyMap<string, Clustering> {
  const known = [...units.values()].map((own) => own.filter(({ agent }) => agent !== null));
  const found = intraclass(known);
  if (found === null || found.degrees < 1) return new Map();
  const sizes = new Map([...units].map(([unit, own]) => [unit, sizesOf(own)]));
  // Those of all other units are what the whole is without the own: to go through them for each of 1,000 queues takes seconds.
  const all = [...sizes.values()].reduce(added, noSizes);
  const factor = ({ n, squares }: Sizes): number => (n === 0 ? 1 : effectOf(squares / n, found.correlation));
  return new Map(
    [...sizes].map(([unit, own]) => {
      const others = { n: all.n - own.n, squares: all.squares - own.squares };
      return [unit, { own: factor(own), others: factor(others), degrees: found.degrees }];
    }),
  );
}

/** Σn and Σn² of clusters: the size of the cluster of an average answer is their quotient (see `typicalSize`). */
interface Sizes {
  readonly n: number;
  readonly squares: number;
}

const noSizes: Sizes = { n: 0, squares: 0 };

const added = (a: Sizes, b: Sizes): Sizes => ({ n: a.n + b.n, squares: a.squares + b.squares });

/** Where it is not known whose answers these are, each is a cluster. */
const sizesOf = (cells: readonly AgentCell[]): Sizes =>
  cells.map(({ agent, n }) => ({ n, squares: agent === null ? n : n * n })).reduce(added, noSizes);
