import { Command, InvalidArgumentError, Option } from "commander";
import { UsageError } from "../../base/index.ts";
import { faults, openSandbox, type SandboxOptions, switches, wireVariants } from "../../sandbox/index.ts";
import { type ExitCode, exitCodes } from "../exit.ts";
import type { Shell } from "../shell.ts";
import { keepHeapSmall } from "../small-heap.ts";

interface Flags extends Readonly<Record<string, unknown>> {
  readonly port?: number;
  readonly seed: number;
  readonly days: number;
  readonly perDay: number;
  readonly limit: number | "off";
  readonly withoutPermission?: readonly string[];
}

/** `afterword sandbox`: serves the simulated org until it is stopped. */
export function sandboxCommand(shell: Shell, done: (code: ExitCode) => void): Command {
  const command = new Command("sandbox")
    .description(
      "Serves a simulated Genesys Cloud org on 127.0.0.1 until it is stopped. When it is ready it prints one line of JSON " +
        "with its url, client id and client secret: the url is a gateway for logins and API requests alike.",
    )
    .option("--port <port>", "port to listen on (default: a free one)", whole(0, 65_535))
    .option("--seed <number>", "the same seed gives the same org", whole(0, 2 ** 31), 1)
    .option("--days <number>", "days of interactions, today included", whole(1, 3_650), 90)
    .option("--per-day <number>", "interactions a day on average", whole(0, 100_000), 60)
    .option("--limit <requests>", "requests a minute, or off", limit, 300)
    .option("--without-permission <permission>", "a permission that the client lacks; may be repeated", several);
  const groups = [
    ["Switches (what the default org leaves out):", Object.entries(switches)],
    ["Faults:", Object.entries(faults).map(([name, { description }]) => [name, description] as const)],
    ["The other way of what the documentation leaves open:", Object.entries(wireVariants)],
  ] as const;
  for (const [title, flags] of groups) {
    for (const [name, description] of flags) command.addOption(new Option(`--${name}`, description).helpGroup(title));
  }
  const chosen = <Name extends string>(table: Readonly<Record<Name, unknown>>, flags: Flags): Name[] =>
    namesOf(table).filter((name) => flags[camelCase(name)] === true);
  return command.action(async (flags: Flags) => {
    const { port, seed, days, perDay, withoutPermission: withoutPermissions = [] } = flags;
    keepHeapSmall(30);
    await using sandbox = await openSandbox({
      ...{ seed, days, perDay, withoutPermissions, limit: flags.limit, clock: shell.clock },
      ...(port === undefined ? {} : { port }),
      faults: chosen(faults, flags),
      switches: chosen(switches, flags),
      variants: chosen(wireVariants, flags),
    } satisfies SandboxOptions).catch((error: unknown) => {
      throw portProblem(error, port);
    });
    const { url, clientId: client_id, clientSecret: client_secret } = sandbox;
    shell.stdout.write(`${JSON.stringify({ url, client_id, client_secret })}\n`);
    shell.stderr.write("Sandbox: a simulated org with invented customers. Stop it with Ctrl-C.\n");
    await stopped(shell.signal);
    done(exitCodes.interrupted);
  });
}

const namesOf = <Name extends string>(table: Readonly<Record<Name, unknown>>): Name[] => Object.keys(table) as Name[];
const camelCase = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The way in which Ctrl-C ends it. */
const stopped = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });

function portProblem(error: unknown, port: number | undefined): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") {
    return new UsageError(`Port ${port} is in use.`, "Choose another with --port, or leave it out for a free one.");
  }
  if (code === "EACCES") {
    return new UsageError(`Port ${port} may not be used.`, "Choose one above 1023 with --port.");
  }
  return error;
}

function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
  };
}

const limit = (text: string): number | "off" => (text === "off" ? "off" : whole(1, 1_000_000)(text));

const several = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
