import { Command, Option } from "commander";
import { readOneOf } from "../../base/index.ts";
import { faults, permissions, switches, wireVariants } from "../../sandbox/index.ts";
import { listed, whole } from "./shared.ts";

export interface SandboxFlags extends Readonly<Record<string, unknown>> {
  readonly port?: number;
  readonly seed: number;
  readonly days: number;
  readonly perDay: number;
  readonly limit: number | "off";
  readonly withoutPermission?: readonly string[];
}

/** `afterword sandbox`: serves the simulated org until it is stopped. */
export function sandboxFlags(): Command {
  const command = new Command("sandbox")
    .description(
      "Serves a simulated Genesys Cloud org on 127.0.0.1 until it is stopped. When it is ready, it prints one line of JSON " +
        "with its url, client id and client secret. The url is a gateway for logins and API requests alike.",
    )
    .option("--port <port>", "port to listen on (default: a free one)", whole(0, 65_535))
    .option("--seed <number>", "the same seed gives the same org", whole(0, 2 ** 31), 1)
    .option("--days <number>", "days of interactions, today included", whole(1, 3_650), 90)
    .option("--per-day <number>", "interactions a day on average", whole(0, 100_000), 60)
    .option("--limit <requests>", "requests a minute, or off", limit, 300)
    .option("--without-permission <permission>", "permissions that the client lacks", lacking);
  const groups = [
    ["Switches (what the default org leaves out):", Object.entries(switches)],
    ["Faults:", Object.entries(faults).map(([name, { description }]) => [name, description] as const)],
    ["Alternatives (where Genesys' documentation leaves the behaviour open):", Object.entries(wireVariants)],
  ] as const;
  for (const [title, flags] of groups) {
    for (const [name, description] of flags) command.addOption(new Option(`--${name}`, description).helpGroup(title));
  }
  return command;
}

const lacking = (text: string, before?: readonly string[]): readonly string[] =>
  listed(text, before).map((word) => readOneOf(permissions)(word, "--without-permission"));

const limit = (text: string): number | "off" => (text === "off" ? "off" : whole(1, 1_000_000)(text));
