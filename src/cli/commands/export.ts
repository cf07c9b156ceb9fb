import { type ExitCode, exitCodes, UsageError } from "../../base/index.ts";
import { openRosterFile, type RosterTable } from "../../config/index.ts";
import type { RowKind, Selection } from "../../export/index.ts";
import { hasTeams, refuseFewAgents, refuseUnmatchedFilter } from "../../metrics/index.ts";
import { findAgents, peopleOfWarehouse, readFilter, readRange } from "../../request/index.ts";
import { ofPart } from "../../roles/index.ts";
import { openReader } from "../../warehouse/index.ts";
import type { Context } from "../context.ts";
import { keepHeapSmall } from "../engine-flags.ts";
import type { ExportFlags } from "../flags/export.ts";
import { namedFormat } from "../flags/shared.ts";
import type { Log } from "../log/log.ts";
import { type Exported, exportTo } from "../output/export-rows.ts";
import { chooseFormat, type Target } from "../output/formats.ts";
import { checkIncrement, isIncrement, openEnd, readIncrement, refuseSharedFile } from "../output/increment.ts";
import { printLoadScript } from "../output/load-script.ts";
import { readOut } from "../output/open-output.ts";
import { createLine } from "../screen/progress.ts";
import { openPart, readToken } from "../warehouse/as-token.ts";
import { rosterOf } from "../warehouse/roster.ts";
import { readStored } from "../warehouse/stored-warehouse.ts";

/** DuckDB's memory: enough to sort a slice of rows. With the default of 400 MB an export takes some 150 MB more. */
const memoryLimit = "256MB";

/** `afterword export`: what `sync` has stored, in a format that other programs read. */
export async function run(context: Context, flags: ExportFlags): Promise<ExitCode> {
  keepHeapSmall(30);
  const { log, clock, signal } = context;
  if (flags.ddl !== undefined) return await printLoadScript(context, flags, flags.ddl);
  const { settings, place } = await readStored(context, flags);
  const { rows, since, from, to, columns, all, limit, delimiter, plain } = flags;
  checkIncrement(flags);
  if (columns?.length === 0) throw new UsageError("--columns names no column.", "Name some, separated by commas.");
  const ranged = since !== undefined || from !== undefined || to !== undefined;
  const read = ranged ? readRange(flags, clock.now(), settings.timeZone) : undefined;
  const range = read && isIncrement(flags) && to === undefined ? { from: read.from, to: openEnd } : read;
  const table = await openRosterFile(settings.roster).read();
  if (isIncrement(flags) && chooses(flags, table))
    throw new UsageError(
      "An increment is not possible with a choice by the roster: whoever is moved in it changes no row.",
      "Leave out --roster, and --team where the roster has teams; export all rows instead.",
    );
  const asked = readFilter(flags, { ...settings, roster: table });
  const out = await readOut(context, flags);
  await refuseSharedFile(context, flags, out);
  const target = await chooseFormat(
    { format: namedFormat(flags), out, plain },
    context.stdout.isTTY === true && !isIncrement(flags),
  );
  if ("byMonth" in target && target.byMonth && isIncrement(flags))
    throw new UsageError("A folder has a file a month, and what is gone has none.", "Name a file with --out.");
  await using opened = await openReader(place, { clock, signal, memoryLimit });
  const token = await readToken(context, flags.as, opened.place);
  if (token !== null && token.role !== "admin" && isIncrement(flags))
    throw new UsageError(
      "An increment is not possible with --as: it tells what was removed from the whole warehouse, and how much changed.",
      "Leave out --changed-since and --state.",
    );
  const roster = table && (await rosterOf(context, table, opened, token));
  const reader = await openPart(context, opened, {
    ...{ token, roster, organization: flags.org, naming: settings.agents, by: "export" },
  });
  const people = await peopleOfWarehouse(opened, settings.agents, (sentence) => log.warning("pseudonyms", sentence));
  const filter = { ...(await findAgents(reader, asked, people, signal)), ...(roster && { roster }) };
  const { timeZone } = settings;
  // As it was asked: whose pseudonym an agent has would stand in the state.
  const remembered = { ...asked, columns, range };
  const increment = await readIncrement(context, flags, reader, remembered, settings);
  const selection: Selection = { ...filter, rows, columns, range, all, newest: limit, changes: increment?.changes };
  await refuseUnmatchedFilter(reader, filter, { signal, written: asked });
  if (settings.agents !== "named") await refuseFewAgents(reader, ofPart({ ...filter, range }, token), signal);
  const csv = { plain, delimiter };
  let written = 0;
  const line = createLine(
    log,
    () => clock.now(),
    () => ({ message: `wrote ${written} ${rows}`, counts: { rows: written } }),
  );
  const onRows = (count: number): void => {
    written = count;
    // Lines of a terminal that shows the rows themselves are theirs.
    if (target.out !== undefined || log.screen === null) line.draw();
  };
  const exported = await exportTo({ ...context, people, timeZone, csv, onRows }, reader, selection, target).finally(
    line.clear,
  );
  await increment?.finish();
  reportExport(log, exported, rows, target);
  return exitCodes.done;
}

const chooses = ({ roster: words, team }: ExportFlags, table: RosterTable | null): boolean =>
  words !== undefined || (team !== undefined && hasTeams(table));

function reportExport(log: Log, { count, more, cut }: Exported, rows: RowKind, { out }: Target): void {
  const details = { counts: { rows: count, cut } };
  if (count === 0) log.info("done", "Nothing in the warehouse matches: the export is empty.", details);
  else if (more) {
    const sentence = `These are the ${count} newest ${rows}; there are more. --format csv prints all, --out FILE writes them.`;
    log.info("done", sentence, details);
  } else {
    const where = out === undefined ? "" : ` in ${out.name}`;
    log.info("done", `${count} ${count === 1 ? rows.slice(0, -1) : rows}${where}.`, details);
  }
  if (cut === 0) return;
  const cells = cut === 1 ? "1 cell was cut" : `${cut} cells were cut`;
  const rest =
    "to the 32,767 characters that a spreadsheet takes; --plain, json, ndjson and parquet have the whole text.";
  log.warning("cut", `${cells} ${rest}`, { counts: { cut } });
}
