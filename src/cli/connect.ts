import { DecodeError, PermissionError, RequestError, Secret, UsageError } from "../base/index.ts";
import type { Credentials } from "../config/index.ts";
import { toInteractionUrl } from "../extract/index.ts";
import {
  createGenesys,
  endpoints,
  type Genesys,
  type GenesysEvent,
  interactionPatternOf,
  readHosts,
} from "../genesys/index.ts";
import { readDuration } from "../request/index.ts";
import type { Context } from "./context.ts";
import { isAttended, openQuestions } from "./screen/prompts.ts";

/** An org to read from. */
export interface Connection extends AsyncDisposable {
  readonly genesys: Genesys;
  /** An interaction in Genesys' own interface; null where there is none, as behind a gateway. */
  readonly interactionUrl: (interactionId: string) => string | null;
  /** The same as an address with "{id}" in place of the id. */
  readonly interactionPattern: string | null;
  /** Whether it is a simulated one. */
  readonly sandboxed: boolean;
}

/** The flags about the connection, as they were written. */
export interface ConnectFlags {
  readonly sandbox?: boolean | undefined;
  readonly patience?: string | undefined;
}

/** An org that is there to be read from, by one client after the other. */
export interface Org extends AsyncDisposable {
  readonly sandboxed: boolean;
  /** Makes a client. Close it. */
  readonly connect: (onEvent: (event: GenesysEvent) => void) => Connection;
}

/**
 * The configured org, or a sandbox of its own. Invented customers are never shown to somebody who did not ask for them: without
 * credentials the sandbox takes the flag, or a yes at an interactive terminal.
 * @throws {UsageError} where there is none
 */
export async function openOrg(
  context: Context,
  access: Credentials | null,
  { sandbox: simulated = false, patience: written }: ConnectFlags,
): Promise<Org> {
  const patience = written === undefined ? undefined : readDuration(written, "--patience");
  if (access && !simulated) {
    const connectTo = (onEvent: (event: GenesysEvent) => void) => toOrg(context, access, { patience, onEvent });
    return { sandboxed: false, connect: connectTo, [Symbol.asyncDispose]: async () => {} };
  }
  if (!simulated && !(await agreesToSandbox(context))) {
    throw new UsageError(
      "No Genesys Cloud credentials are set.",
      "Run afterword init, or set GENESYS_ENVIRONMENT, GENESYS_CLIENT_ID and GENESYS_CLIENT_SECRET; " +
        "or try it with --sandbox, a simulated org.",
    );
  }
  context.log.warning("sandbox", "Sandbox: a simulated org with invented customers; nothing here is real.");
  // Loaded only here: a run on a real org never loads it.
  const { openSandbox } = await import("../sandbox/index.ts");
  // Ten times what Genesys allows: this limit protects nothing, so nobody should wait for it.
  const sandbox = await openSandbox({ clock: context.clock, limit: 3_000 });
  const clientSecret = new Secret(sandbox.clientSecret);
  const invented = { clientId: sandbox.clientId, clientSecret, region: null, gatewayUrl: sandbox.url };
  return {
    sandboxed: true,
    connect: (onEvent) => ({ ...toOrg(context, invented, { patience, onEvent }), sandboxed: true }),
    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  };
}

/** Connects to the org of {@link openOrg} with one client. */
export async function connect(
  context: Context,
  access: Credentials | null,
  flags: ConnectFlags,
  onEvent: (event: GenesysEvent) => void,
): Promise<Connection> {
  const org = await openOrg(context, access, flags);
  const connection = org.connect(onEvent);
  return {
    ...connection,
    [Symbol.asyncDispose]: async () => {
      await connection[Symbol.asyncDispose]();
      await org[Symbol.asyncDispose]();
    },
  };
}

function toOrg(
  context: Context,
  access: Credentials,
  { patience, onEvent }: { readonly patience: number | undefined; readonly onEvent: (event: GenesysEvent) => void },
): Connection {
  const { clientId, clientSecret } = access;
  const hosts = readHosts(access);
  const genesys = createGenesys({
    clientId,
    clientSecret,
    hosts,
    clock: context.clock,
    env: context.env,
    onEvent,
    ...(patience === undefined ? {} : { patience }),
  });
  const interactionPattern = interactionPatternOf(hosts);
  return {
    genesys,
    interactionPattern,
    interactionUrl: toInteractionUrl(interactionPattern),
    sandboxed: false,
    [Symbol.asyncDispose]: () => genesys[Symbol.asyncDispose](),
  };
}

async function agreesToSandbox(context: Context): Promise<boolean> {
  if (!isAttended(context)) return false;
  using questions = openQuestions(context);
  // Awaited here: the end of the block releases the terminal.
  return await questions.confirm(
    "No Genesys Cloud credentials are set. Use the sandbox, a simulated org with invented customers?",
  );
}

/**
 * Signs in and makes one cheap call: the name of the organization whose client it is, or null where Genesys took the client
 * and does not name it.
 * @throws {CredentialsError} {@link UnreachableError} where that is not possible
 */
export async function signIn(context: Context, access: Credentials): Promise<string | null> {
  await using connection = await connect(context, access, {}, () => {});
  try {
    const { organization } = await connection.genesys.ask(endpoints.tokenInfo, {}, context.signal);
    return organization?.name ?? organization?.id ?? null;
  } catch (error) {
    // The token was granted; only its details cannot be read.
    if (error instanceof PermissionError || error instanceof RequestError || error instanceof DecodeError) return null;
    throw error;
  }
}
