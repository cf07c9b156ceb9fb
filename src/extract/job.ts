import type { Clock } from "../base/index.ts";
import type { Genesys } from "../genesys/index.ts";
import type { Findings } from "./findings.ts";
import type { ExtractRequest, Progress } from "./request.ts";

/** What every step of one run shares. */
export interface Job {
  readonly genesys: Genesys;
  readonly request: ExtractRequest;
  readonly findings: Findings;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
  /** Counts what was found, fetched or linked since the last call. */
  readonly count: (more: Partial<Progress>) => void;
}

/**
 * Documents asked for at once. The client bounds requests in flight by itself; this only keeps enough of them waiting
 * and the pile of started work small.
 */
export const width = 16;
