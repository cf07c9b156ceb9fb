import { Command } from "commander";
import { type StoredFlags, withStored } from "./shared.ts";

export interface StatusFlags extends StoredFlags {
  readonly json?: boolean;
}

/** `afterword status`: how complete the warehouse is, and what it took. */
export const statusFlags = (): Command =>
  withStored(
    new Command("status")
      .description(
        "Says how complete the warehouse is: what was read and what was not, which responses are open, what went wrong, the " +
          "last runs and the requests they spent. Asks nothing of Genesys, and works while a sync is running. A table on a " +
          "terminal, JSON into a pipe.",
      )
      .option("--json", "print JSON on a terminal too"),
  );
