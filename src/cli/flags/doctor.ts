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
      "Tries the credentials, each permission that an extraction needs, and the way to Genesys, with one cheap request " +
        "each, and says what is missing and what works without it. A table on a terminal, JSON into a pipe.",
    )
    .option("--json", "print JSON on a terminal too")
    .addOption(shared.patience())
    .addOption(shared.profile())
    .addOption(shared.config())
    .option("--sandbox", "examine a simulated org, no credentials needed");
