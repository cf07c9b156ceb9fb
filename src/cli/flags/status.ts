import { Command } from "commander";
import { everyOrg, type StoredFlags, shared, withStored } from "./shared.ts";

export interface StatusFlags extends StoredFlags {
  readonly json?: boolean;
  readonly maxAge?: string;
}

/** `afterword status`: how complete the warehouse is, and what it took. */
export const statusFlags = (): Command =>
  withStored(
    new Command("status")
      .description(
        "Reports how complete the warehouse is: what was read and what was not, which responses are open, which documents have " +
          "problems, the last runs, and the requests they spent. Makes no request to Genesys, and works while a sync is " +
          "running. Prints a table on a terminal, JSON into a pipe.",
      )
      .option("--json", "print JSON on a terminal too")
      .option(
        "--max-age <length>",
        "exit with code 8 if the newest complete sync began longer ago than this (90m, 24h, 7d), or there is none",
      ),
    shared.org(everyOrg),
  );
