import { Command, Option } from "commander";
import type { TextFormat } from "../../export/index.ts";
import type { Source } from "../../extract/index.ts";
import type { RangeWords } from "../../request/index.ts";
import { choicesOf, shared, withRange } from "./shared.ts";

export interface ExtractFlags extends RangeWords {
  readonly source: Source | "all";
  readonly media?: readonly string[];
  readonly queue?: readonly string[];
  readonly form?: readonly string[];
  readonly csatLabel?: readonly string[];
  readonly csatQuestion?: readonly string[];
  readonly unreleased?: boolean;
  readonly limit?: number;
  readonly format?: TextFormat;
  readonly json?: boolean;
  readonly delimiter?: string;
  readonly out?: string;
  readonly dryRun?: boolean;
  readonly patience?: string;
  readonly profile?: string;
  readonly config?: string;
  readonly tz?: string;
  readonly sandbox?: boolean;
}

/** `afterword extract`: one shot, no warehouse. */
export const extractFlags = (): Command =>
  withRange(
    new Command("extract").description(
      "Finds every survey completed and every evaluation with CSAT questions submitted in a range, reads the answers, and " +
        "links each response to its interaction. Prints one record for each response: JSON into a pipe, a table on a terminal.",
    ),
    "7d",
  )
    .addOption(shared.source())
    .addOption(shared.media())
    .addOption(shared.queue())
    .addOption(shared.form())
    .addOption(shared.csatLabel())
    .addOption(shared.csatQuestion())
    .option("--unreleased", "include evaluations that are not released to the agent")
    .addOption(shared.limit())
    .addOption(
      new Option("--format <format>", "default: by the ending of --out, else json, or a table on a terminal").choices(
        choicesOf<TextFormat>({ json: true, ndjson: true, csv: true }),
      ),
    )
    .addOption(shared.json())
    .addOption(shared.delimiter())
    .option("--out <file>", "write to this file once it is complete; - is standard output")
    .option("--dry-run", "print the cost in requests and minutes, and stop")
    .addOption(shared.patience())
    .addOption(shared.profile())
    .addOption(shared.config())
    .addOption(shared.timeZone())
    .option("--sandbox", "read from a simulated org; no credentials needed");
