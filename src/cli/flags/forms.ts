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
  readonly org?: string;
  readonly config?: string;
  readonly tz?: string;
  readonly sandbox?: boolean;
}

/** `afterword forms`: what the org asks, and the role of each question. */
export const formsFlags = (): Command =>
  new Command("forms")
    .description(
      "Lists the published survey and evaluation forms: each question with its role, its scale, whether it is the lead, the " +
        "reason, and how often it was answered. Questions whose role is not clear from their words come first, with the lines " +
        "to write into afterword.toml. Scales that the answers in the warehouse contradict come next. Prints a table on a " +
        "terminal, JSON into a pipe.",
    )
    .option("--since <length-or-date>", "count answers from the last 90m, 24h, 7d or 2w, or since this date", "30d")
    .addOption(
      new Option("--source <source>", "which forms")
        .choices(choicesOf<FormSource>({ surveys: true, evaluations: true, all: true }))
        .default("all"),
    )
    .addOption(shared.form())
    .option("--write", "add the open settings to afterword.toml, switched off, for you to decide")
    .option("--json", "print JSON on a terminal too")
    .addOption(shared.patience())
    .addOption(shared.profile("the credentials and the warehouse"))
    .option(
      "--warehouse <file>",
      "check assumed scale directions against the answers in this warehouse (default: AFTERWORD_WAREHOUSE, else the " +
        "profile's, else afterword.duckdb in the working directory)",
    )
    .addOption(shared.org(": an error where the client is of another one (default: the client's own)"))
    .addOption(shared.config())
    .addOption(shared.timeZone())
    .option("--sandbox", "read from a simulated org; no credentials needed");
