import { type Clock, systemClock } from "../base/index.ts";
import type { Genesys, Spent } from "../genesys/index.ts";
import { type Check, checkNeed } from "./check.ts";
import { type Need, needs, rolePermissions } from "./needs.ts";
import {
  askDivisions,
  askLimits,
  askWhose,
  countRedacted,
  type Divisions,
  type Known,
  type Limit,
  type Redacted,
  type Whose,
} from "./org.ts";
import { judgeSources, type Readable } from "./readable.ts";

/** How a diagnosis is made. */
export interface DiagnoseOptions {
  readonly signal?: AbortSignal | undefined;
  /** @default the system's */
  readonly clock?: Clock;
}

/** The permissions of an OAuth client, and useful facts about its org. */
export interface Diagnosis {
  readonly whose: Known<Whose>;
  /** One a permission that an extraction needs. */
  readonly checks: readonly Check[];
  readonly readable: Readable;
  /** Requests a minute, from the answers' headers; null where they have none. */
  readonly allowed: number | null;
  /** The org's own limits on one token. */
  readonly limits: Known<readonly Limit[]>;
  readonly divisions: Known<Divisions>;
  readonly redacted: Known<Redacted>;
  /** Milliseconds by which our clock is surely ahead of Genesys' (negative: behind); null where no answer showed it. */
  readonly clockSkew: number | null;
  /** The permissions of a role for Afterword. */
  readonly role: readonly string[];
  readonly spent: Spent;
}

/**
 * Asks one cheap real request for each permission that an extraction needs, and four for the org; nothing is changed.
 *
 * Throws CredentialsError, UnreachableError, and InterruptedError when `signal` aborts: without credentials and a way to
 * Genesys there is nothing to diagnose.
 */
export async function diagnose(genesys: Genesys, options: DiagnoseOptions = {}): Promise<Diagnosis> {
  const { signal, clock = systemClock } = options;
  // First and alone: a fault that concerns every request shows in this one.
  const whose = await askWhose(genesys, signal);
  const check = async (need: Need) => [need, await checkNeed(genesys, need, clock.now(), signal)] as const;
  const [entries, divisions, limits] = await Promise.all([
    Promise.all(Object.values(needs).map(check)),
    askDivisions(genesys, signal),
    askLimits(genesys, signal),
  ]);
  const checked = new Map(entries);
  const spent = genesys.spent();
  return {
    whose,
    checks: [...checked.values()].map((one) => one.check),
    readable: judgeSources(checked),
    allowed: spent.allowed,
    limits,
    divisions,
    redacted: countRedacted(checked.get(needs.search)?.result),
    clockSkew: genesys.clockSkew(),
    role: rolePermissions(),
    spent,
  };
}
