import { type Clock, type ExitCode, exitCodeOf, isInterruption, isoTime, minute, readVersion } from "../base/index.ts";
import type { Source } from "../collect/index.ts";
import type { Genesys } from "../genesys/index.ts";
import type { Row, Warehouse } from "../warehouse/index.ts";

/** How a run ended; null while it runs, or where it was killed and no later run has noticed. */
export type Outcome = "done" | "incomplete" | "failed" | "interrupted" | "killed";

export interface RunEnd {
  readonly outcome: Outcome;
  readonly exitCode: ExitCode;
  readonly message: string | null;
  readonly counts: Readonly<Record<string, number>>;
}

/** A run that is recorded in the warehouse. */
export interface Run {
  readonly id: string;
  /** The warehouse; each commit through it may also note that the run is alive, at most once a minute. */
  readonly warehouse: Warehouse;
  /** Records whose documents it reads, and that it began by that clock. */
  belongTo(organizationId: string, clock: Clock): Promise<void>;
  end(end: RunEnd): Promise<void>;
}

/** What a run is recorded with. */
interface RunOptions {
  readonly id: string;
  readonly sources: readonly Source[];
  readonly genesys: Pick<Genesys, "spent">;
  readonly clock: Clock;
}

/** How long a run may stay silent on a warehouse that several write: far beyond any wait for Genesys or for a commit. */
const maxSilence = 30 * minute;

/** Records that a run began, before its first request: one that is refused at the door is a run, too. */
export async function beginRun(warehouse: Warehouse, { id, sources, genesys, clock: ours }: RunOptions): Promise<Run> {
  const began = ours.now();
  let clock = ours;
  let begun: Row = {
    organization_id: null,
    run_id: id,
    started_at: isoTime(began),
    version: readVersion(),
    sources: sources.join(","),
  };
  let seen = began;
  const spent = (): Row => {
    const { requests, tooManyRequests, byEndpoint } = genesys.spent();
    return { requests, rate_limited: tooManyRequests, endpoints: JSON.stringify(byEndpoint) };
  };
  const alive = (): Row => ({ ...begun, ...spent(), seen_at: isoTime(clock.now()) });
  await warehouse.transaction(async (tx) => {
    // Of a file there is one writer: whoever has not recorded its end is not running any more, whatever the clocks say.
    const silent = warehouse.copyTo ? endOfTime : isoTime(ours.now() - maxSilence);
    await tx.run(markKilled, { message: killed, silent });
    await tx.put("sync_run", [{ ...begun, seen_at: isoTime(began) }]);
  });
  return {
    id,
    warehouse: {
      ...warehouse,
      transaction: (work, signal) =>
        warehouse.transaction(async (tx) => {
          if (ours.now() - seen >= minute) {
            seen = ours.now();
            await tx.put("sync_run", [alive()]);
          }
          return await work(tx);
        }, signal),
    },
    async belongTo(organizationId, theirs) {
      clock = theirs;
      const started = began - (ours.now() - clock.now());
      begun = { ...begun, organization_id: organizationId, started_at: isoTime(started) };
      await warehouse.transaction((tx) => tx.put("sync_run", [alive()]));
    },
    async end({ outcome, exitCode, message, counts }) {
      const end = { ended_at: isoTime(clock.now()), outcome, exit_code: exitCode, message };
      await warehouse.transaction((tx) => tx.put("sync_run", [{ ...alive(), ...end, counts: JSON.stringify(counts) }]));
    },
  };
}

const endOfTime = "9999-12-31T23:59:59.999Z";

const killed = "Ended without recording its end: it was killed, or the machine went down.";

const markKilled = `
  UPDATE sync_run
  SET outcome = 'killed', message = $message, ended_at = coalesce(seen_at, started_at)
  WHERE ended_at IS NULL AND coalesce(seen_at, started_at) <= CAST($silent AS TIMESTAMP)`;

/** How a run ended that threw. */
export const failedEnd = (error: unknown): RunEnd => ({
  outcome: isInterruption(error) ? "interrupted" : "failed",
  exitCode: exitCodeOf(error),
  message: error instanceof Error ? error.message : String(error),
  counts: {},
});
