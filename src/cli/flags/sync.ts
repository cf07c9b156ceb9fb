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

/** `afterword sync`: what is new, into the warehouse. */
export const syncFlags = (): Command =>
  new Command("sync")
    .description(
      "Brings the warehouse up to date: every survey and every evaluation with CSAT questions, answered, open, changed or " +
        "deleted since the last sync, each linked to its interaction. The first one goes 90 days back, newest first; " +
        "stopped at any point, the next one goes on from there. What is stored and final is not asked for again.",
    )
    .option(
      "--since <length-or-date>",
      "read from so long ago, 90d, 12w, or from this date on; a later start than before changes nothing (default: as before, at " +
        "first 90d)",
    )
    .addOption(shared.source())
    .addOption(shared.csatLabel())
    .addOption(shared.csatQuestion())
    .addOption(shared.warehouse())
    .option("--publish <file>", "afterwards put a copy there, for programs that read it while the next sync runs")
    .option("--dry-run", "print what it would cost, in requests and minutes, and stop there")
    .option("--json", "print a summary as JSON at the end")
    .addOption(shared.patience())
    .addOption(shared.profile())
    .addOption(shared.config())
    .addOption(shared.timeZone())
    .option("--sandbox", "sync a simulated org into afterword-sandbox.duckdb, no credentials needed");
