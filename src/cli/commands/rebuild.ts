import { type ExitCode, exitCodes, UsageError } from "../../base/index.ts";
import { definitionOf, privacyOf, rebuild } from "../../sync/index.ts";
import {
  chooseOrganization,
  openWarehouse,
  readOrganizations,
  scopeToOrganization,
  withoutPassword,
} from "../../warehouse/index.ts";
import type { Context } from "../context.ts";
import { keepHeapSmall } from "../engine-flags.ts";
import type { RebuildFlags } from "../flags/rebuild.ts";
import { reportFindings } from "../results/findings.ts";
import { plural } from "../screen/messages.ts";
import { createLine } from "../screen/progress.ts";
import { readStored } from "../warehouse/stored-warehouse.ts";
import { isThere } from "../warehouse/warehouse-path.ts";

/** `afterword rebuild`: every row again from the stored documents. */
export async function run(context: Context, flags: RebuildFlags): Promise<ExitCode> {
  keepHeapSmall(30);
  const { log, clock, signal } = context;
  const { settings, place } = await readStored(context, flags);
  if (!(await isThere(place))) {
    throw new UsageError(`There is no warehouse at ${withoutPassword(place)}.`, 'Run "afterword sync" first.');
  }
  await using warehouse = await openWarehouse(place, {
    clock,
    signal,
    onWait: (who) => log.warning("waiting", `Waiting for ${who}, which has ${place} open.`),
  });
  const organization =
    flags.org === undefined
      ? undefined
      : chooseOrganization(await readOrganizations(warehouse), flags.org, "--org")?.id;
  const reader = organization === undefined ? warehouse : scopeToOrganization(warehouse, organization);
  // Not of its rows: a rebuild that was stopped has left fewer.
  const [row] = await reader.query(
    `SELECT count(*) AS n FROM (
       SELECT DISTINCT organization_id, id FROM document
       WHERE kind IN ('survey', 'survey-sighting', 'evaluation', 'evaluation-sighting')
     ) AS stored`,
  );
  let derived = 0;
  const line = createLine(
    log,
    () => clock.now(),
    () => ({
      message: `derived ${derived} of ${row?.["n"]} responses`,
      counts: { derived, responses: Number(row?.["n"]) },
    }),
  );
  const onDerived = (responses: number): void => {
    derived = responses;
    line.draw();
  };
  try {
    const { responses, kept, problems, newProblems } = await rebuild(warehouse, definitionOf(settings), {
      clock,
      signal,
      onDerived,
      organization,
      ...privacyOf(settings),
    });
    line.clear();
    const derivedNow = plural(responses - kept, "response");
    const done =
      kept > 0
        ? `Derived the rows of ${derivedNow} again, from their stored documents.`
        : `Derived every row again, from the stored documents of ${derivedNow}.`;
    log.info("done", done, { counts: { responses: responses - kept, problems: problems.length } });
    if (kept > 0)
      log.info("kept", `${plural(kept, "response")} stayed as they were: their documents are not kept any more.`, {
        counts: { kept },
      });
    reportFindings(log, { notes: [], missing: [], skipped: [], problems });
    return newProblems > 0 ? exitCodes.incomplete : exitCodes.done;
  } finally {
    line.clear();
  }
}
