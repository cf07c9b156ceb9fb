import { type ExitCode, exitCodes, UsageError } from "../../base/index.ts";
import { faults, openSandbox, type SandboxOptions, switches, wireVariants } from "../../sandbox/index.ts";
import { type Context, stopped } from "../context.ts";
import { keepHeapSmall } from "../engine-flags.ts";
import type { SandboxFlags } from "../flags/sandbox.ts";
import { printLine } from "../output/open-output.ts";

/** `afterword sandbox`: serves the simulated org until it is stopped. */
export async function run(context: Context, flags: SandboxFlags): Promise<ExitCode> {
  const { port, seed, days, perDay, withoutPermission: withoutPermissions = [] } = flags;
  keepHeapSmall(30);
  await using sandbox = await openSandbox({
    ...{ seed, days, perDay, withoutPermissions, limit: flags.limit, clock: context.clock },
    ...(port === undefined ? {} : { port }),
    faults: chosen(faults, flags),
    switches: chosen(switches, flags),
    variants: chosen(wireVariants, flags),
  } satisfies SandboxOptions).catch((error: unknown) => {
    throw portProblem(error, port);
  });
  const { url, clientId: client_id, clientSecret: client_secret } = sandbox;
  await printLine(context.stdout, JSON.stringify({ url, client_id, client_secret }));
  context.log.info("sandbox", "Sandbox: a simulated org with invented customers. Stop it with Ctrl-C.", { url });
  await stopped(context.signal);
  return exitCodes.interrupted;
}

const chosen = <Name extends string>(table: Readonly<Record<Name, unknown>>, flags: SandboxFlags): Name[] =>
  namesOf(table).filter((name) => flags[camelCase(name)] === true);

const namesOf = <Name extends string>(table: Readonly<Record<Name, unknown>>): Name[] => Object.keys(table) as Name[];
const camelCase = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

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
