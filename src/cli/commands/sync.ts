import { readConfig } from "../../config/index.ts";
import { defaultSync, planSync, type SyncRequest, status, sync } from "../../sync/index.ts";
import { openWarehouse, publish } from "../../warehouse/index.ts";
import { type Connection, connect } from "../connect.ts";
import type { Context } from "../context.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import type { SyncFlags } from "../flags/sync.ts";
import { keyExposure } from "../key-exposure.ts";
import { openOutput } from "../output/open-output.ts";
import { readDuration, readSince } from "../request/time-range.ts";
import { openIfThere, publishPlace, warehousePlace } from "../request/warehouse-path.ts";
import { reportCompleteness, reportFindings } from "../results/extract-summary.ts";
import { formatSyncPlan, reportMissingLabel, reportSync, syncDocument } from "../results/sync-summary.ts";
import { createNotifier, fold } from "../screen/messages.ts";
import { createSyncLine } from "../screen/sync-progress.ts";
import { keepHeapSmall } from "../small-heap.ts";

/** `afterword sync`: what is new, into the warehouse. */
export async function run(context: Context, flags: SyncFlags): Promise<ExitCode> {
  const { stderr, clock, signal } = context;
  const { profile, config, csatLabel: csatLabels, csatQuestion: csatQuestions, sandbox = false } = flags;
  keepHeapSmall(30);
  const { access, settings, warnings } = await readConfig({
    ...context,
    flags: { profile, config, sandbox, csatLabels, csatQuestions, timeZone: flags.tz },
  });
  warnings.forEach(createNotifier(stderr));
  const since = flags.since === undefined ? null : readSince(flags.since, clock.now(), settings.timeZone);
  const line = createSyncLine(stderr, () => clock.now());
  await using connection = await connect(context, {
    access,
    sandbox,
    patience: flags.patience === undefined ? undefined : readDuration(flags.patience, "--patience"),
    onEvent: (event) => (event.type === "waiting" ? line.wait(event.seconds) : line.request()),
  });
  const { csatLabels: labels, csatQuestions: questions, roles, leads, scales, shortestLeg } = settings;
  const request = defaultSync({
    since,
    definition: { labels, questions, scores: { roles, leads, scales, shortestLeg } },
    interactionUrl: connection.interactionPattern,
    ...(flags.source === "all" ? {} : { sources: [flags.source] }),
  });
  const place = warehousePlace(context, { ...flags, sandbox: connection.sandboxed });
  try {
    return await (flags.dryRun ? tryRun : realRun)({ ...context, place, line, settings }, connection, request, flags);
  } catch (error) {
    line.clear();
    if (signal.aborted && !flags.dryRun)
      stderr.write("What had arrived is kept, and the next sync goes on from there.\n");
    throw error;
  } finally {
    line.clear();
  }
}

interface Place extends Context {
  readonly place: string;
  readonly line: ReturnType<typeof createSyncLine>;
  readonly settings: { readonly timeZone: string };
}

async function tryRun(
  context: Place,
  { genesys }: Connection,
  request: SyncRequest,
  flags: SyncFlags,
): Promise<ExitCode> {
  const { stdout, stderr, clock, signal, place, line, settings } = context;
  await using output = await openOutput(undefined, stdout);
  await using reader = await openIfThere(place, { clock, signal });
  const planned = await planSync(genesys, reader, request, { clock, signal });
  line.clear();
  const forPerson = flags.json !== true && stdout.isTTY === true;
  const told = formatSyncPlan(planned, forPerson, settings.timeZone);
  await output.write(forPerson ? fold(told, stdout) : told);
  await output.finish();
  return reportCompleteness(stderr, planned);
}

async function realRun(
  context: Place,
  { genesys }: Connection,
  request: SyncRequest,
  flags: SyncFlags,
): Promise<ExitCode> {
  const { stdout, stderr, clock, signal, place, line, settings } = context;
  const notify = createNotifier(stderr);
  await using output = await openOutput(undefined, stdout);
  const copy =
    flags.publish === undefined ? null : await publishPlace(context, flags.publish, { ...flags, warehouse: place });
  (await keyExposure(context, place)).forEach(notify);
  await using warehouse = await openWarehouse(place, {
    clock,
    signal,
    onWait: (who) => notify(`Waiting for ${who}, which has ${place} open.`),
  });
  const result = await sync(genesys, warehouse, request, { clock, signal, onProgress: line.update });
  const { timeZone } = settings;
  const [standing] = await status(warehouse, { now: clock.now(), horizon: request.horizon, timeZone });
  line.clear();
  reportFindings(notify, result);
  const evaluated = standing?.responses.some(({ source }) => source === "evaluation") ?? false;
  const skipped = result.skipped.some(({ source }) => source === "evaluations");
  if (request.sources.includes("evaluations") && !evaluated && !skipped) reportMissingLabel(notify, request);
  const progress = line.state();
  if (flags.json) await output.write(`${JSON.stringify(syncDocument(result, progress, standing, place), null, 2)}\n`);
  else reportSync(notify, result, progress, standing, place);
  await output.finish();
  if (copy !== null) await publish(warehouse, copy);
  if (!result.complete) notify("Incomplete: what could be had is stored, what is missing is named above.");
  return result.complete ? exitCodes.done : exitCodes.incomplete;
}
