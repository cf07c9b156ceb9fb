import { Command } from "commander";
import type { Source } from "../../extract/index.ts";
import { shared } from "./shared.ts";

export interface SyncFlags {
  readonly since?: string;
  readonly source: Source | "all";
  readonly csatLabel?: readonly string[];
  readonly csatQuestion?: readonly string[];
  readonly warehouse?: string;
  readonly publish?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly patience?: string;
  readonly profile?: string;
  readonly config?: string;
  readonly tz?: string;
  readonly sandbox?: boolean;
}

/** `afterword sync`: reads new data into the warehouse. */
export const syncFlags = (): Command =>
  new Command("sync")
    .description(
      "Brings the warehouse up to date: every survey and every evaluation with CSAT questions that was answered, changed or " +
        "deleted since the last sync, each linked to its interaction. The first sync reads the last 90 " +
        "days, newest first. If a sync is stopped, the next one goes on from there. Stored final responses are not requested " +
        "again.",
    )
    .option(
      "--since <length-or-date>",
      "read the last 90d or 12w, or since this date; a later start than before changes nothing (default: as before, at first " +
        "90d)",
    )
    .addOption(shared.source())
    .addOption(shared.csatLabel())
    .addOption(shared.csatQuestion())
    .addOption(shared.warehouse())
    .option(
      "--publish <file>",
      "afterwards write a copy to this file, for programs that read it while the next sync runs",
    )
    .option("--dry-run", "print the cost in requests and minutes, and stop")
    .option("--json", "print a summary as JSON at the end")
    .addOption(shared.patience())
    .addOption(shared.profile("the credentials and the warehouse"))
    .addOption(shared.config())
    .addOption(shared.timeZone())
    .option("--sandbox", "sync a simulated org into afterword-sandbox.duckdb; no credentials needed");
