import { Command, Option } from "commander";
import { UsageError } from "../../base/index.ts";
import { type RowKind, rowKinds, type Selection } from "../../export/index.ts";
import { openReader } from "../../warehouse/index.ts";
import { type ExitCode, exitCodes } from "../exit.ts";
import { chooseFormat, type ExportFormat, exportFormats } from "../export-format.ts";
import { exportTo } from "../export-to.ts";
import { unmatched } from "../filter-matches.ts";
import { type FilterFlags, readFilter, withFilter } from "../filters.ts";
import { separated } from "../flags.ts";
import { readOut } from "../output.ts";
import { peopleOfWarehouse } from "../people.ts";
import { findAgents } from "../pseudonyms.ts";
import { readRange } from "../range.ts";
import { sayTo } from "../say.ts";
import type { Shell } from "../shell.ts";
import { keepHeapSmall } from "../small-heap.ts";
import { readStored, type StoredFlags, withStored } from "../stored.ts";

interface Flags extends FilterFlags, StoredFlags {
  readonly rows: RowKind;
  readonly format?: ExportFormat;
  readonly out?: string;
  readonly columns?: readonly string[];
  readonly since?: string;
  readonly from?: string;
  readonly to?: string;
  readonly all?: boolean;
}

/** Enough to sort a slice of rows. With the usual 400 MB an export takes some 150 MB more. */
const memoryLimit = "256MB";

/** `afterword export`: what `sync` has stored, in a form that other programs take. */
export const exportCommand = (shell: Shell, done: (code: ExitCode) => void): Command =>
  withStored(
    withFilter(
      new Command("export")
        .description(
          "Writes what the warehouse has, without a request: by default every response as the record that extract prints, in " +
            "order of submission; what nobody has submitted, as open and expired surveys, comes last. It also works while a sync is running.",
        )
        .addOption(
          new Option("--rows <rows>", "one row a response, an answer, or a response and a leg of its interaction")
            .choices(rowKinds)
            .default("responses"),
        )
        .addOption(
          new Option(
            "--format <format>",
            "default: what the ending of --out says, else json, or a table of the first 100 rows on a terminal",
          ).choices(exportFormats),
        )
        .option(
          "--out <file>",
          "write to a file, which appears when it is complete; xlsx and parquet need one. Parquet into a folder (a name that " +
            "ends in /, or a folder that is there) is one file a month: month=2026-03/responses.parquet",
        )
        .option("--columns <names>", "only these columns, separated by commas, in this order", separated)
        .option("--since <length>", "so long ago at most, by --basis: 90m, 24h, 7d, 2w (default: all times)")
        .option("--from <time>", "from then on, ISO 8601: 2026-03-01 or 2026-03-01T08:00:00Z")
        .option(
          "--to <time>",
          "before then (default: now). A range leaves out what has no such time, as what nobody has submitted",
        ),
    ).option("--all", "deleted, retracted, unreleased and calibration ones too, with columns that tell"),
  ).action(async (flags: Flags) => done(await run(shell, flags)));

async function run(shell: Shell, flags: Flags): Promise<ExitCode> {
  keepHeapSmall(30);
  const { stderr, clock, signal } = shell;
  const say = sayTo(stderr);
  const { settings, place } = await readStored(shell, flags);
  const { rows, since, from, to, columns, all } = flags;
  if (columns?.length === 0) throw new UsageError("--columns names no column.", "Name some, separated by commas.");
  const ranged = since !== undefined || from !== undefined || to !== undefined;
  const range = ranged ? readRange(flags, clock.now(), settings.timeZone) : undefined;
  const asked = readFilter(flags, settings);
  const out = await readOut(shell, flags);
  const target = await chooseFormat({ format: flags.format, out }, shell.stdout.isTTY === true);
  await using reader = await openReader(place, { clock, signal, memoryLimit });
  const people = await peopleOfWarehouse(reader.place, settings.agents, say);
  const filter = await findAgents(reader, asked, people, signal);
  const selection: Selection = { ...filter, rows, columns, range, all };
  const { timeZone } = settings;
  const { count, more, cut } = await exportTo({ ...shell, people, timeZone }, reader, selection, target);

  if (count === 0) {
    say("Nothing in the warehouse matches: the export is empty.");
    for (const sentence of await unmatched(reader, filter, { signal, written: asked })) say(sentence);
  } else if (more)
    say(
      `The first ${count} ${rows} by submission, and there are more: --format csv prints all, --out FILE writes them.`,
    );
  else
    say(
      `${count} ${count === 1 ? rows.slice(0, -1) : rows}${target.out === undefined ? "" : ` in ${target.out.name}`}.`,
    );
  if (cut > 0) {
    const cells =
      cut === 1
        ? "1 cell was longer than the 32,767 characters"
        : `${cut} cells were longer than the 32,767 characters`;
    say(`${cells} that a spreadsheet takes, and cut; json, ndjson and parquet have all of it.`);
  }
  return exitCodes.done;
}
