import { Command } from "commander";

export interface InitFlags {
  readonly profile: string;
  readonly gateway?: string;
}

/** `afterword init`: asks for region and client, signs in, and writes a profile and a first `afterword.toml`. */
export const initFlags = (): Command =>
  new Command("init")
    .description(
      "Asks for the region, the client id and the client secret of an OAuth client, signs in with them, and writes a profile " +
        "that only you can read. Needs a terminal. If the working directory has no afterword.toml, it also asks how agents are " +
        "shown, and writes a file that explains every setting.",
    )
    .option("--profile <name>", "name of the profile", "DEFAULT")
    .option("--gateway <url>", "one base URL for logins and API requests, instead of a region");
