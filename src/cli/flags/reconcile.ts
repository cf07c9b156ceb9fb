import { Command } from "commander";
import { shared, withRange } from "./shared.ts";

export interface ReconcileFlags {
  readonly since?: string;
  readonly from?: string;
  readonly to?: string;
  readonly repair?: boolean;
  readonly json?: boolean;
  readonly warehouse?: string;
  readonly patience?: string;
  readonly profile?: string;
  readonly config?: string;
  readonly tz?: string;
  readonly sandbox?: boolean;
}

/** `afterword reconcile`: the warehouse against Genesys' own counts. */
export const reconcileFlags = (): Command =>
  withRange(
    new Command("reconcile").description(
      "Compares the warehouse with what Genesys counts: each survey and each evaluation, by day, form and status. What the " +
        "warehouse lacks is late, not permitted, deleted, erased, redacted, or lost; exit code 6 if something is lost. It takes about " +
        "four requests a month of the range. Prints a table on a terminal, JSON into a pipe.",
    ),
    "everything that the warehouse holds",
  )
    .option("--repair", "read what is lost, and nothing else; prints the cost first")
    .option("--json", "print JSON on a terminal too")
    .addOption(shared.warehouse())
    .addOption(shared.patience())
    .addOption(shared.profile("the credentials and the warehouse"))
    .addOption(shared.config())
    .addOption(shared.timeZone())
    .option("--sandbox", "compare afterword-sandbox.duckdb with the simulated org");
