import { Command } from "commander";

export interface InitFlags {
  readonly profile: string;
  readonly gateway?: string;
}

/** `afterword init`: asks for region and client, signs in, and writes a profile and a first `afterword.toml`. */
export const initFlags = (): Command =>
  new Command("init")
    .description(
      "Asks at a terminal for the region, the client id and the client secret of an OAuth client, signs in with them, and " +
        "writes a profile that only you can read. Where there is no afterword.toml in the working directory, it asks how agents " +
        "are to be shown, and writes one in which every setting is explained.",
    )
    .option("--profile <name>", "name of the profile", "DEFAULT")
    .option("--gateway <url>", "one base URL for logins and API requests, in place of a region");
