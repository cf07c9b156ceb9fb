import { Command, Option } from "commander";
import type { FormsRequest } from "../../forms/index.ts";
import { choicesOf, shared } from "./shared.ts";

type FormSource = FormsRequest["sources"][number] | "all";

export interface FormsFlags {
  readonly since: string;
  readonly source: FormSource;
  readonly form?: readonly string[];
  readonly write?: boolean;
  readonly json?: boolean;
  readonly patience?: string;
  readonly profile?: string;
  readonly warehouse?: string;
  readonly config?: string;
  readonly tz?: string;
  readonly sandbox?: boolean;
}

/** `afterword forms`: what the org asks, and what Afterword makes of it. */
export const formsFlags = (): Command =>
  new Command("forms")
    .description(
      "Lists the published survey and evaluation forms: their questions with role, scale and lead, why it is so, and how " +
        "often each was answered. Questions whose role the words do not tell come first, with what to write into " +
        "afterword.toml, then those whose answers in the warehouse, where there is one, say that their scale may be upside " +
        "down. A table on a terminal, JSON into a pipe.",
    )
    .option("--since <length-or-date>", "count answers from so long ago, or from this date, until now", "30d")
    .addOption(
      new Option("--source <source>", "which forms")
        .choices(choicesOf<FormSource>({ surveys: true, evaluations: true, all: true }))
        .default("all"),
    )
    .addOption(shared.form())
    .option("--write", "write what is open into afterword.toml, switched off, for you to decide")
    .option("--json", "print JSON on a terminal too")
    .addOption(shared.patience())
    .addOption(shared.profile())
    .option(
      "--warehouse <file>",
      "check assumed scale directions against the answers in this warehouse (default: AFTERWORD_WAREHOUSE, else " +
        "afterword.duckdb in the working directory)",
    )
    .addOption(shared.config())
    .addOption(shared.timeZone())
    .option("--sandbox", "read from a simulated org, no credentials needed");
