import { randomUUID } from "node:crypto";
import { InterruptedError, isoTime, readVersion } from "../base/index.ts";
import type { Row } from "../warehouse/index.ts";
import type { SyncContext } from "./context.ts";

/** How a run ended; null while it runs, or where it was killed. */
export type Outcome = "done" | "incomplete" | "failed" | "interrupted";

export interface RunEnd {
  readonly outcome: Outcome;
  readonly message: string | null;
  readonly counts: Readonly<Record<string, number>>;
}

/** Notes that a run began; the function it returns notes how it ended. */
export async function beginRun({
  warehouse,
  store,
  clock,
  genesys,
}: Pick<SyncContext, "warehouse" | "store" | "clock" | "genesys">): Promise<(end: RunEnd) => Promise<void>> {
  const begun: Row = {
    organization_id: store.organizationId,
    run_id: randomUUID(),
    started_at: isoTime(clock.now()),
    version: readVersion(),
  };
  await warehouse.transaction((tx) => tx.put("sync_run", [begun]));
  return async ({ outcome, message, counts }) => {
    const { requests, tooManyRequests, byEndpoint } = genesys.spent();
    const ended: Row = {
      ...begun,
      ended_at: isoTime(clock.now()),
      outcome,
      message,
      requests,
      rate_limited: tooManyRequests,
      endpoints: JSON.stringify(byEndpoint),
      counts: JSON.stringify(counts),
    };
    await warehouse.transaction((tx) => tx.put("sync_run", [ended]));
  };
}

/** The outcome of a run that threw. */
export const outcomeOf = (error: unknown): Outcome =>
  error instanceof InterruptedError || (error instanceof Error && error.name === "AbortError")
    ? "interrupted"
    : "failed";
