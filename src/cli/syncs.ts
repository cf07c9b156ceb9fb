import { randomUUID } from "node:crypto";
import { DateTime } from "luxon";
import { minute, UsageError } from "../base/index.ts";
import type { Settings } from "../config/index.ts";
import { createSyncLoop, type SyncLoop } from "../dashboard/index.ts";
import { readDuration } from "../request/index.ts";
import { defaultSync, definitionOf, privacyOf, sync } from "../sync/index.ts";
import type { Warehouse } from "../warehouse/index.ts";
import type { Org } from "./connect.ts";
import type { Context } from "./context.ts";
import { describe, exitCode } from "./exit-codes.ts";
import { detailsOf, reportSync } from "./results/sync-summary.ts";
import { createSyncLine } from "./screen/sync-progress.ts";

/** A sync that has nothing to read takes a dozen requests. */
const minEvery = minute;

/** @throws {UsageError} where it is no length of time, or too short a one */
export function readEvery(text: string): number {
  const every = readDuration(text, "--every");
  if (every >= minEvery) return every;
  throw new UsageError(`--every "${text}" is too short.`, "Each sync takes a dozen requests: give 1m or more.");
}

/** The syncs of `afterword serve`, each with a client of its own; what is new in one is printed, and what is wrong. */
export function createSyncs(
  { clock, log: outer }: Context,
  org: Org,
  warehouse: Warehouse,
  settings: Settings,
  { every, addOrganization }: { readonly every: number; readonly addOrganization: boolean },
): SyncLoop {
  const prefix = (): string => `${DateTime.fromMillis(clock.now(), { zone: settings.timeZone }).toFormat("HH:mm")} `;
  let log = outer.of({ prefix });
  let missing: string | null = null;
  const loop = createSyncLoop({
    every,
    clock,
    async syncOnce({ signal, onProgress, onWait, onRequest }) {
      log = outer.of({ prefix, runId: randomUUID() });
      // On a terminal the page shows how far it is.
      const line = log.screen === null ? createSyncLine(log, () => clock.now()) : null;
      using _cleared = { [Symbol.dispose]: () => line?.clear() };
      await using connection = org.connect((event) => {
        if (event.type === "waiting") onWait(event.seconds);
        else onRequest(event.endpoint, event.status);
        if (event.type === "waiting") line?.wait(event.seconds);
        else line?.request();
      });
      const request = defaultSync({
        definition: definitionOf(settings),
        texts: settings.texts,
        ...privacyOf(settings),
        interactionUrl: connection.interactionPattern,
        addOrganization,
        sandbox: connection.sandboxed,
      });
      const result = await sync(connection.genesys, warehouse, request, {
        ...{ clock, signal, runId: log.runId },
        onProgress(progress) {
          onProgress(progress);
          line?.update(progress);
        },
      });
      const progress = loop.state();
      if (progress.fetched + progress.linked + result.responses > 0)
        reportSync(log, result, progress, undefined, warehouse.place);
      else log.fact("done", detailsOf(result, progress));
      return result;
    },
    onEnd({ message, outcome }, error) {
      if (outcome === "failed") {
        const { message: reason, ...details } = describe(error);
        log.error("failed", `Sync failed; the next one tries again. ${reason}`, {
          ...details,
          exit_code: exitCode(error),
        });
      } else if (message !== null && message !== missing) log.warning("incomplete", `Incomplete: ${message}`);
      missing = outcome === "failed" ? missing : message;
    },
  });
  return loop;
}
