import { Command } from "commander";
import { everyOrg, shared } from "./shared.ts";

export interface RebuildFlags {
  readonly org?: string;
  readonly profile?: string;
  readonly warehouse?: string;
  readonly config?: string;
  readonly sandbox?: boolean;
}

/** `afterword rebuild`: every row again from the stored documents. */
export const rebuildFlags = (): Command =>
  new Command("rebuild")
    .description(
      "Derives every row of the warehouse again from the stored documents, with the current afterword.toml and without a " +
        "request to Genesys. The next sync does the same when the definition has changed. If it is stopped, the next sync or " +
        "rebuild goes on from there.",
    )
    .addOption(shared.org(everyOrg))
    .addOption(shared.profile("the warehouse"))
    .addOption(shared.warehouse())
    .addOption(shared.config())
    .option("--sandbox", "use what was synced from a simulated org: afterword-sandbox.duckdb");
