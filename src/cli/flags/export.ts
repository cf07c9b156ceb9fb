import { Command, Option } from "commander";
import type { DdlEngine, RowKind } from "../../export/index.ts";
import type { FilterWords, RangeWords } from "../../request/index.ts";
import type { ExportFormat } from "../output/formats.ts";
import { choicesOf, listed, type StoredFlags, shared, withFilter, withRange, withStored } from "./shared.ts";

export interface ExportFlags extends FilterWords, RangeWords, StoredFlags {
  readonly rows: RowKind;
  readonly format?: ExportFormat;
  readonly json?: boolean;
  readonly delimiter?: string;
  readonly plain?: boolean;
  readonly ddl?: DdlEngine;
  readonly changedSince?: string;
  readonly state?: string;
  readonly out?: string;
  readonly as?: string;
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
            "Writes the stored responses without a request to Genesys: by default one record for each, as extract prints it, in " +
              "order of submission. Responses that nobody has submitted (open and expired surveys) come last. Works while a sync " +
              "is running.",
          )
          .addOption(
            new Option(
              "--rows <rows>",
              "what a row is: a response, an answer, or a leg (one agent's part) of a response's interaction",
            )
              .choices(choicesOf<RowKind>({ responses: true, answers: true, legs: true }))
              .default("responses"),
          )
          .addOption(
            new Option(
              "--format <format>",
              "default: by the ending of --out, else json, or a table of the 100 newest rows on a terminal",
            ).choices(choicesOf<ExportFormat>({ json: true, ndjson: true, csv: true, xlsx: true, parquet: true })),
          )
          .addOption(shared.as())
          .addOption(shared.json())
          .addOption(shared.delimiter())
          .addOption(shared.plain())
          .option(
            "--out <file>",
            "write to this file once it is complete (- is standard output); required for xlsx and parquet. A folder (an existing " +
              "one, or a name that ends in /) gets one Parquet file a month: month=2026-03/responses.parquet",
          )
          .option(
            "--changed-since <change>",
            "only rows that changed after this number (change_id) or since this time, in the order of their changes; what is gone " +
              "comes with deleted = true and its ids alone",
          )
          .option(
            "--state <file>",
            "only rows that changed since the last export with this state file; the first export has all rows",
          )
          .option("--columns <names>", "only these columns, in this order", listed)
          .addOption(
            new Option(
              "--ddl <engine>",
              "print, instead of rows, the SQL that creates tables for them in another database, loads the file of --out (plain " +
                "CSV or Parquet, written with --state) and merges it",
            ).choices(choicesOf<DdlEngine>({ postgres: true, duckdb: true, snowflake: true, bigquery: true })),
          )
          .addOption(shared.limit()),
        "all times",
        ". A range leaves out responses without a time by --basis, such as those that nobody has submitted",
      ),
    ).option("--all", "include deleted, retracted, unreleased and calibration responses, with columns that mark them"),
  );
