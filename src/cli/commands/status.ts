import { type ExitCode, exitCodes } from "../../base/index.ts";
import { readDuration } from "../../request/index.ts";
import { readUnassignedRuns, status, statusDocument } from "../../sync/index.ts";
import { openReader, readBytes, readerOfOrganization } from "../../warehouse/index.ts";
import type { Context } from "../context.ts";
import type { StatusFlags } from "../flags/status.ts";
import { openOutput } from "../output/open-output.ts";
import { describeStale, freshnessDocument, judgeFreshness } from "../results/freshness.ts";
import { formatStatus } from "../results/status-text.ts";
import { screenStyle } from "../screen/colours.ts";
import { readStored } from "../warehouse/stored-warehouse.ts";

/** `afterword status`: how complete the warehouse is, and what it took. */
export async function run(context: Context, flags: StatusFlags): Promise<ExitCode> {
  const { stdout, clock, signal } = context;
  const { settings, place } = await readStored(context, flags, { toLookAt: true });
  const { timeZone } = settings;
  const maxAge = flags.maxAge === undefined ? null : readDuration(flags.maxAge, "--max-age");
  await using output = await openOutput(undefined, stdout);
  await using opened = await openReader(place, { clock, signal });
  const reader = flags.org === undefined ? opened : await readerOfOrganization(opened, flags.org, "--org");
  const now = clock.now();
  const organizations = await status(reader, { now, timeZone });
  const unassigned = await readUnassignedRuns(reader);
  const bytes = await readBytes(reader);
  const asText = stdout.isTTY === true && flags.json !== true;
  const freshness = maxAge === null ? null : judgeFreshness(organizations, { now, maxAge });
  const document = {
    ...statusDocument(reader.place, bytes, organizations, unassigned),
    ...(freshness === null ? {} : { freshness: freshnessDocument(freshness) }),
  };
  await output.write(
    asText
      ? formatStatus(reader.place, bytes, organizations, unassigned, { ...screenStyle(context), timeZone })
      : `${JSON.stringify(document, null, 2)}\n`,
  );
  await output.finish();
  if (freshness === null || !freshness.stale) return exitCodes.done;
  const written = flags.maxAge ?? "";
  const [message = "", ...hints] = describeStale(organizations, unassigned, {
    ...{ now, maxAge: freshness.maxAge, written, timeZone },
  });
  context.log.error("stale", message, { hint: hints.join("\n"), ...freshnessDocument(freshness) });
  return exitCodes.stale;
}
