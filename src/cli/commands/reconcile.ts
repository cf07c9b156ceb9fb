import { type ExitCode, exitCodes, UsageError } from "../../base/index.ts";
import { readRange } from "../../request/index.ts";
import { defaultSync, definitionOf, privacyOf, reconcile } from "../../sync/index.ts";
import { openWarehouse, withoutPassword } from "../../warehouse/index.ts";
import { readConfiguration } from "../configuration.ts";
import { connect } from "../connect.ts";
import type { Context } from "../context.ts";
import type { ReconcileFlags } from "../flags/reconcile.ts";
import { openOutput } from "../output/open-output.ts";
import { reportFindings } from "../results/findings.ts";
import { formatReconciliation, reconciliationDocument } from "../results/reconciliation.ts";
import { screenStyle } from "../screen/colours.ts";
import { plural } from "../screen/messages.ts";
import { createSyncLine } from "../screen/sync-progress.ts";
import { warnOfKey } from "../warehouse/stored-warehouse.ts";
import { isThere, warehousePlace } from "../warehouse/warehouse-path.ts";

/** `afterword reconcile`: compares the warehouse with what Genesys counts, and reads what is lost. */
export async function run(context: Context, flags: ReconcileFlags): Promise<ExitCode> {
  const { stdout, log, clock, signal } = context;
  const { access, settings } = await readConfiguration(context, flags);
  const { since, from, to, repair = false } = flags;
  const isRanged = since !== undefined || from !== undefined || to !== undefined;
  const range = isRanged ? readRange(flags, clock.now(), settings.timeZone) : {};
  await using output = await openOutput(undefined, stdout);
  const line = createSyncLine(log, () => clock.now());
  // Whatever ends the command: an error is printed on a line of its own.
  using _cleared = { [Symbol.dispose]: line.clear };
  await using connection = await connect(context, access, flags, (event) =>
    event.type === "waiting" ? line.wait(event.seconds) : line.request(),
  );
  const place = warehousePlace(context, { ...flags, sandbox: connection.sandboxed });
  if (!(await isThere(place)))
    throw new UsageError(`There is no warehouse at ${withoutPassword(place)}.`, 'Run "afterword sync" first.');
  await warnOfKey(context, place);
  await using warehouse = await openWarehouse(place, {
    clock,
    signal,
    onWait: (who) => log.warning("waiting", `Waiting for ${who}, which has ${place} open.`),
  });
  const request = defaultSync({
    definition: definitionOf(settings),
    texts: settings.texts,
    ...privacyOf(settings),
    interactionUrl: connection.interactionPattern,
    sandbox: connection.sandboxed,
  });
  const result = await reconcile(connection.genesys, warehouse, request, {
    ...{ range, repair, clock, signal },
    onProgress: line.update,
    onCost({ documents, requests }) {
      line.hide();
      log.info(
        "cost",
        `Reading what is lost takes about ${plural(requests, "request")}, ${documents} of them for documents.`,
        { counts: { requests, documents } },
      );
    },
  });
  line.clear();
  reportFindings(log, result);
  const isText = flags.json !== true && stdout.isTTY === true;
  await output.write(
    isText
      ? formatReconciliation(result, { ...screenStyle(context), timeZone: settings.timeZone })
      : `${JSON.stringify(reconciliationDocument(result, warehouse.place), null, 2)}\n`,
  );
  await output.finish();
  if (result.cost !== null && result.lost > 0)
    log.warning("lost", `Lost: ${plural(result.lost, "response")}.`, {
      counts: { lost: result.lost },
      hint: repair
        ? "Genesys did not return them. Run the command again later."
        : `Run "afterword reconcile --repair": it takes about ${plural(result.cost.requests, "request")}.`,
    });
  else if (!result.complete)
    log.warning("incomplete", "Incomplete: what could be compared was; what could not is named above.");
  return result.complete ? exitCodes.done : exitCodes.incomplete;
}
