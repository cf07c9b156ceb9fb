import { Command, Option } from "commander";
import type { RowKind } from "../../export/index.ts";
import type { ExportFormat } from "../output/formats.ts";
import {
  choicesOf,
  type FilterFlags,
  listed,
  type RangeFlags,
  type StoredFlags,
  shared,
  withFilter,
  withRange,
  withStored,
} from "./shared.ts";

export interface ExportFlags extends FilterFlags, RangeFlags, StoredFlags {
  readonly rows: RowKind;
  readonly format?: ExportFormat;
  readonly json?: boolean;
  readonly delimiter?: string;
  readonly out?: string;
  readonly columns?: readonly string[];
  readonly limit?: number;
  readonly all?: boolean;
}

/** `afterword export`: what `sync` has stored, in a form that other programs take. */
export const exportFlags = (): Command =>
  withStored(
    withFilter(
      withRange(
        new Command("export")
          .description(
            "Writes what the warehouse has, without a request: by default every response as the record that extract prints, in " +
              "order of submission; what nobody has submitted, as open and expired surveys, comes last. It also works while a sync is running.",
          )
          .addOption(
            new Option("--rows <rows>", "one row a response, an answer, or a response and a leg of its interaction")
              .choices(choicesOf<RowKind>({ responses: true, answers: true, legs: true }))
              .default("responses"),
          )
          .addOption(
            new Option(
              "--format <format>",
              "default: by the ending of --out, else json, or a table of the 100 newest rows on a terminal",
            ).choices(choicesOf<ExportFormat>({ json: true, ndjson: true, csv: true, xlsx: true, parquet: true })),
          )
          .addOption(shared.json())
          .addOption(shared.delimiter())
          .option(
            "--out <file>",
            "write to a file, which appears when it is complete (- is standard output); xlsx and parquet need one. Parquet into " +
              "a folder (a name that ends in /, or a folder that is there) is one file a month: month=2026-03/responses.parquet",
          )
          .option("--columns <names>", "only these columns, in this order", listed)
          .addOption(shared.limit()),
        "all times",
        ". A range leaves out what has no time by --basis, as what nobody has submitted",
      ),
    ).option("--all", "deleted, retracted, unreleased and calibration ones too, with columns that say so"),
  );
