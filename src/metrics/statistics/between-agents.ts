import { effectOf, intraclass, typicalSize } from "./design-effect.ts";

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
  const clusters = (own: readonly AgentCell[]) => own.flatMap((cell) => (cell.agent === null ? single(cell) : [cell]));
  const factor = (own: readonly AgentCell[]): number =>
    own.length === 0 ? 1 : effectOf(typicalSize(clusters(own)), found.correlation);
  const others = (unit: string) => [...units].flatMap(([other, own]) => (other === unit ? [] : own));
  return new Map(
    [...units].map(([unit, own]) => [unit, { own: factor(own), others: factor(others(unit)), degrees: found.degrees }]),
  );
}

const single = ({ n }: AgentCell): { readonly n: number }[] => Array.from({ length: n }, () => ({ n: 1 }));
