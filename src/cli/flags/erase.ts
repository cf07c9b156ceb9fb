import { Command } from "commander";
import { everyOrg, shared } from "./shared.ts";

export interface EraseFlags {
  readonly interaction?: string;
  readonly customer?: string;
  readonly agent?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly org?: string;
  readonly profile?: string;
  readonly warehouse?: string;
  readonly config?: string;
  readonly sandbox?: boolean;
}

/** `afterword erase`: takes an interaction, a customer or an agent out of the warehouse for good. */
export const eraseFlags = (): Command =>
  new Command("erase")
    .description(
      "Takes an interaction, a customer or an agent out of the warehouse: out of documents, rows, problems, runs and saved views. " +
        "What is erased is marked by a hash, so that no later sync or rebuild stores it again, and increments list the " +
        "responses that are gone. A file is rewritten afterwards, so that no trace is left in it; published copies are renewed. " +
        "Prints a receipt that holds counts alone. It cannot be undone.",
    )
    .option("--interaction <id>", "erase this interaction with its surveys and evaluations")
    .option(
      "--customer <address>",
      "erase every interaction that this telephone number, e-mail or SIP address took part in, and store none of them again",
    )
    .option("--agent <id>", "take this person out of everything; the responses stay, without an agent")
    .option("--dry-run", "print what would be erased, with the ids of the responses, and stop")
    .option("--json", "print JSON on a terminal too")
    .addOption(shared.org(everyOrg))
    .addOption(shared.profile("the warehouse"))
    .addOption(shared.warehouse())
    .addOption(shared.config())
    .option("--sandbox", "use what was synced from a simulated org: afterword-sandbox.duckdb");
