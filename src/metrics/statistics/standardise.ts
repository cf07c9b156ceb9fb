/** The answers of one unit (an agent, a queue) in one stratum (queue × media × form). */
export interface Cell {
  readonly unit: string;
  readonly stratum: string;
  readonly favourable: number;
  readonly n: number;
}

/** A unit, and what everybody else reached in the same mix of strata. */
export interface Standardised {
  readonly unit: string;
  readonly n: number;
  /** The answers in strata where at least three others have answers as well; only these are compared. */
  readonly compared: number;
  readonly favourable: number;
  /** Shares over the compared answers; null where nothing can be compared. */
  readonly observed: number | null;
  readonly expected: number | null;
  /** How many answers of others the expected share rests on: 1 / Σ (wₛ² / Nₛ), with wₛ the stratum's part of `compared`. */
  readonly expectedN: number;
  /** The part of the unit's answers that nobody else can be compared with. */
  readonly withoutComparison: number;
}

interface Total {
  readonly favourable: number;
  readonly n: number;
  readonly units: number;
}

/** With fewer others a unit would be compared with persons, not with a standard. */
const fewestPeers = 3;

/**
 * Indirect standardisation, every unit against all others: expected = Σₛ nₛ · rₛ / Σₛ nₛ, where rₛ is the favourable share
 * of the stratum without the unit. Strata where fewer than three others have answers are left out. One entry a unit, in order of
 * appearance. Source: Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions (2003), ch. 19.
 */
export function standardise(cells: readonly Cell[]): Standardised[] {
  const units = new Map<string, Map<string, Total>>();
  const strata = new Map<string, Total>();
  for (const { unit, stratum, favourable, n } of cells) {
    const own = units.get(unit) ?? new Map<string, Total>();
    units.set(unit, own);
    const isNew = n > 0 && !own.get(stratum)?.n;
    add(own, stratum, { favourable, n, units: 1 });
    add(strata, stratum, { favourable, n, units: isNew ? 1 : 0 });
  }
  return [...units].map(([unit, own]) => compare(unit, own, strata));
}

function compare(unit: string, own: ReadonlyMap<string, Total>, strata: ReadonlyMap<string, Total>): Standardised {
  let [n, compared, favourable, expected, inverse] = [0, 0, 0, 0, 0];
  for (const [stratum, mine] of own) {
    n += mine.n;
    const all = strata.get(stratum) ?? mine;
    const others = all.n - mine.n;
    if (all.units - 1 < fewestPeers) continue;
    compared += mine.n;
    favourable += mine.favourable;
    expected += (mine.n * (all.favourable - mine.favourable)) / others;
    inverse += mine.n ** 2 / others;
  }
  return {
    unit,
    n,
    compared,
    favourable,
    observed: compared > 0 ? favourable / compared : null,
    expected: compared > 0 ? expected / compared : null,
    expectedN: inverse > 0 ? compared ** 2 / inverse : 0,
    withoutComparison: n > 0 ? (n - compared) / n : 0,
  };
}

function add(totals: Map<string, Total>, stratum: string, { favourable, n, units }: Total): void {
  const total = totals.get(stratum) ?? { favourable: 0, n: 0, units: 0 };
  totals.set(stratum, {
    favourable: total.favourable + favourable,
    n: total.n + n,
    units: total.units + units,
  });
}
