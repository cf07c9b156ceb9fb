import { Command } from "commander";
import { shared } from "./shared.ts";

export interface DoctorFlags {
  readonly json?: boolean;
  readonly patience?: string;
  readonly profile?: string;
  readonly config?: string;
  readonly sandbox?: boolean;
}

/** `afterword doctor`: what the OAuth client may read, and what it lacks. */
export const doctorFlags = (): Command =>
  new Command("doctor")
    .description(
      "Tests the credentials, the connection to Genesys and each permission that an extraction needs, with one cheap " +
        "request each. Reports what is missing and what works without it. Prints a table on a terminal, JSON into a pipe.",
    )
    .option("--json", "print JSON on a terminal too")
    .addOption(shared.patience())
    .addOption(shared.profile())
    .addOption(shared.config())
    .option("--sandbox", "examine a simulated org; no credentials needed");
