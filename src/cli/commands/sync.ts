import { type ExitCode, exitCodes } from "../../base/index.ts";
import type { Settings } from "../../config/index.ts";
import { readSince } from "../../request/index.ts";
import {
  defaultSync,
  definitionOf,
  notePublished,
  planSync,
  privacyOf,
  type SyncRequest,
  status,
  sync,
} from "../../sync/index.ts";
import { openWarehouse, publish, scopeToOrganization } from "../../warehouse/index.ts";
import { readConfiguration } from "../configuration.ts";
import { type Connection, connect } from "../connect.ts";
import type { Context } from "../context.ts";
import { keepHeapSmall } from "../engine-flags.ts";
import type { SyncFlags } from "../flags/sync.ts";
import { openOutput } from "../output/open-output.ts";
import { reportCompleteness, reportFindings } from "../results/findings.ts";
import { formatRoutes } from "../results/price.ts";
import {
  detailsOf,
  formatSyncPlan,
  reportMissingLabel,
  reportSync,
  syncDocument,
  syncPlanDocument,
} from "../results/sync-summary.ts";
import { screenStyle } from "../screen/colours.ts";
import { fold } from "../screen/messages.ts";
import { createSyncLine } from "../screen/sync-progress.ts";
import { isChosen } from "../warehouse/profile-warehouse.ts";
import { warnOfKey } from "../warehouse/stored-warehouse.ts";
import { openIfThere, publishPlace, warehousePlace } from "../warehouse/warehouse-path.ts";

/** What one sync reads, into which file, and how far it is. */
interface Task {
  readonly genesys: Connection["genesys"];
  readonly request: SyncRequest;
  readonly place: string;
  readonly settings: Settings;
  readonly flags: SyncFlags;
  readonly line: ReturnType<typeof createSyncLine>;
}

/** `afterword sync`: reads new data into the warehouse. */
export async function run(context: Context, flags: SyncFlags): Promise<ExitCode> {
  const { log, clock, signal } = context;
  keepHeapSmall(30);
  const { access, settings } = await readConfiguration(context, flags);
  const since = flags.since === undefined ? null : readSince(flags.since, clock.now(), settings.timeZone);
  const line = createSyncLine(log, () => clock.now());
  await using connection = await connect(context, access, flags, (event) =>
    event.type === "waiting" ? line.wait(event.seconds) : line.request(),
  );
  const request = defaultSync({
    since,
    definition: definitionOf(settings),
    texts: settings.texts,
    ...privacyOf(settings),
    interactionUrl: connection.interactionPattern,
    addOrganization: await isChosen(context, access, flags),
    sandbox: connection.sandboxed,
    ...(flags.source === "all" ? {} : { sources: [flags.source] }),
  });
  const place = warehousePlace(context, { ...flags, sandbox: connection.sandboxed });
  const task = { genesys: connection.genesys, request, place, settings, flags, line };
  try {
    return await (flags.dryRun ? printPlan : readIntoWarehouse)(context, task);
  } catch (error) {
    line.clear();
    if (signal.aborted && !flags.dryRun)
      log.warning("interrupted", "What has arrived is stored; the next sync goes on from there.");
    throw error;
  } finally {
    line.clear();
  }
}

async function printPlan(
  context: Context,
  { genesys, request, place, settings, flags, line }: Task,
): Promise<ExitCode> {
  const { stdout, log, clock, signal } = context;
  await using output = await openOutput(undefined, stdout);
  await using reader = await openIfThere(place, { clock, signal });
  const planned = await planSync(genesys, reader, request, { clock, signal });
  line.clear();
  const forPerson = flags.json !== true && stdout.isTTY === true;
  const { timeZone } = settings;
  await output.write(
    forPerson
      ? fold(formatSyncPlan(planned, timeZone), stdout) + formatRoutes(planned, { ...screenStyle(context), timeZone })
      : `${JSON.stringify(syncPlanDocument(planned))}\n`,
  );
  await output.finish();
  return reportCompleteness(log, planned);
}

async function readIntoWarehouse(context: Context, task: Task): Promise<ExitCode> {
  const { stdout, log, clock, signal } = context;
  const { genesys, request, place, settings, flags, line } = task;
  await using output = await openOutput(undefined, stdout);
  const copy =
    flags.publish === undefined ? null : await publishPlace(context, flags.publish, { ...flags, warehouse: place });
  await warnOfKey(context, place);
  await using warehouse = await openWarehouse(place, {
    clock,
    signal,
    onWait: (who) => log.warning("waiting", `Waiting for ${who}, which has ${place} open.`),
  });
  const result = await sync(genesys, warehouse, request, { clock, signal, onProgress: line.update, runId: log.runId });
  const { timeZone } = settings;
  const own = scopeToOrganization(warehouse, result.organization.id);
  const [organization] = await status(own, { now: clock.now(), horizon: request.horizon, timeZone });
  line.clear();
  reportFindings(log, result);
  const evaluated = organization?.responses.some(({ source }) => source === "evaluation") ?? false;
  const skipped = result.skipped.some(({ source }) => source === "evaluations");
  if (request.sources.includes("evaluations") && !evaluated && !skipped) reportMissingLabel(log, request);
  const progress = line.state();
  try {
    if (flags.json) {
      await output.write(`${JSON.stringify(syncDocument(result, progress, organization, warehouse.place), null, 2)}\n`);
      log.fact("done", detailsOf(result, progress));
    } else reportSync(log, result, progress, organization, warehouse.place);
    await output.finish();
  } finally {
    // The copy is not for whoever reads the summary, and that reader may be gone.
    if (copy !== null) {
      await notePublished(warehouse, copy);
      await publish(warehouse, copy);
    }
  }
  if (!result.complete)
    log.warning("incomplete", "Incomplete: everything available is stored; what is missing is named above.");
  return result.complete ? exitCodes.done : exitCodes.incomplete;
}
