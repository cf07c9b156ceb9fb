import { extname, join } from "node:path";
import { type ExitCode, exitCodes, UsageError } from "../../base/index.ts";
import { type DdlEngine, loadScript } from "../../export/index.ts";
import type { Context } from "../context.ts";
import type { ExportFlags } from "../flags/export.ts";
import { namedFormat } from "../flags/shared.ts";
import { chooseFormat } from "./formats.ts";
import { checkIncrement } from "./increment.ts";
import { openOutput, readOut } from "./open-output.ts";

/**
 * Prints the SQL that loads what the same flags export; nothing is read from a warehouse.
 * @throws {UsageError} for a file that no database loads
 */
export async function printLoadScript(context: Context, flags: ExportFlags, engine: DdlEngine): Promise<ExitCode> {
  checkIncrement(flags);
  const { rows, columns, delimiter = "," } = flags;
  const out = await readOut(context, flags);
  if (out !== undefined && extname(out.name) === ".sql") {
    throw new UsageError(
      `--out names the file of the rows, and ${out.name} is SQL.`,
      `--ddl prints the SQL: leave --out out, and redirect it with > ${out.name}`,
    );
  }
  const named = namedFormat(flags);
  const standard = `${rows}.${named ?? "csv"}`;
  const file = out ?? { name: standard, path: join(context.cwd, standard) };
  const plain = flags.plain ?? (named === undefined && out === undefined);
  const { format, ...target } = await chooseFormat({ format: named, out: file, plain }, false);
  if (format !== "csv" && format !== "parquet") {
    throw new UsageError(
      `--ddl loads plain CSV or Parquet, and this is ${format}.`,
      "Take --plain, or --format parquet.",
    );
  }
  if (format === "csv" && !plain) {
    throw new UsageError("--ddl loads plain CSV, and without --plain a CSV is for spreadsheets.", "Add --plain.");
  }
  if ("byMonth" in target && target.byMonth) {
    throw new UsageError("--ddl loads one file, and --out is a folder.", "Name a file: --out responses.parquet");
  }
  const script = loadScript(engine, { rows, columns }, { ...file, format, delimiter });
  await using output = await openOutput(undefined, context.stdout);
  await output.write(script);
  await output.finish();
  return exitCodes.done;
}
