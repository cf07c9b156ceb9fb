import { homedir } from "node:os";
import {
  type Closable,
  options,
  readClock,
  readCount,
  readFunction,
  readHandle,
  readNumber,
  readOptions,
  readOrNull,
  readText,
  Secret,
  type Shape,
  UsageError,
  unfit,
} from "../base/index.ts";
import { readAccess, readFileFromDisk } from "../config/index.ts";
import {
  type GenesysOptions as CheckedOptions,
  createGenesys as create,
  type Genesys,
  type Hosts,
  interactionPatternOf,
  type Region,
  readHosts,
} from "../genesys/index.ts";
import { readEnvironment } from "./configuration.ts";

/** How a client waits, reports and sends; the options of `openGenesys` next to the profile. */
export type ClientOptions = Omit<CheckedOptions, "clientId" | "clientSecret" | "hosts">;

/** Everything that a client is made of. */
export interface GenesysOptions extends ClientOptions {
  /** Of an OAuth client with the grant "Client Credentials". */
  readonly clientId: string;
  /** As text, or already as a `Secret`, which prints as `***`. */
  readonly clientSecret: Secret | string;
  /**
   * Base URLs: those of `readRegion`; with a gateway both are the gateway's, its path prefix included. `apps` is where people
   * work, for links to interactions.
   */
  readonly hosts: { readonly api: string; readonly login: string; readonly apps?: string | null };
}

/** A client of one Genesys Cloud org. Close it: it holds connections. */
export interface GenesysClient extends Genesys, Closable {
  /** Where Genesys' own interface shows an interaction, "{id}" in place of its id; null where that is not known. */
  readonly interactionPattern: string | null;
}

/** Which access to open, and how the client behaves. */
export interface OpenGenesysOptions extends ClientOptions {
  /** Name of a profile of `afterword init` or of the `gc` command line. @default the environment, else the profile DEFAULT */
  readonly profile?: string | undefined;
}

const clientShape: Shape<ClientOptions> = {
  clock: readClock,
  random: readFunction(),
  patience: readNumber(0),
  concurrency: readCount(1),
  onEvent: readFunction(),
  dispatcher: readHandle<NonNullable<CheckedOptions["dispatcher"]>>(["dispatch"], "Give a dispatcher of undici."),
  env: readEnvironment,
};

/** A secret is never repeated, not even an invalid one. */
const readSecret = (value: unknown, name: string): Secret => {
  if (value instanceof Secret) return value;
  if (typeof value === "string" && value.trim() !== "") return new Secret(value);
  throw new UsageError(`${name} is no secret, or a blank one.`, "Give the client secret as text.");
};

const readUrl = (value: unknown, name: string): string => {
  if (typeof value === "string" && /^https?:/i.test(value) && URL.canParse(value)) return value;
  throw unfit(name, value, "Give the hosts of a region, as readRegion does, or a base URL for both.");
};

const readGivenHosts = (value: unknown, name: string): Hosts => {
  const hosts = options<Omit<Region, "apps"> & Hosts>(
    { name: readText, domain: readText, api: readUrl, login: readUrl, apps: readOrNull(readUrl) },
    ["api", "login"],
  )(value, name);
  return { ...hosts, apps: hosts.apps ?? null };
};

/**
 * A client for one OAuth client of one region. Nothing is sent before something is asked; times are milliseconds.
 * @throws {UsageError} for options that do not fit
 */
export function createGenesys(given: GenesysOptions): GenesysClient {
  const { hosts, ...checked } = readOptions<Omit<CheckedOptions, "hosts"> & { readonly hosts: Hosts }>(
    given,
    "createGenesys",
    { ...clientShape, clientId: readText, clientSecret: readSecret, hosts: readGivenHosts },
    ["clientId", "clientSecret", "hosts"],
  );
  return { ...create({ ...checked, hosts }), interactionPattern: interactionPatternOf(hosts) };
}

/** A client, and what should be heard about where its access was found. */
export interface OpenedGenesys extends GenesysClient {
  /** Sentences, such as that others may read the file of the secret. */
  readonly warnings: readonly string[];
}

/**
 * A client for the org of a profile or of the environment, found as the command line finds it. Nothing is sent before
 * something is asked.
 * @throws {UsageError} where there is no access, half of one, or no such profile, and for options that do not fit
 */
export async function openGenesys(given: OpenGenesysOptions = {}): Promise<OpenedGenesys> {
  const { profile, ...checked } = readOptions<OpenGenesysOptions>(given, "openGenesys", {
    ...clientShape,
    profile: readText,
  });
  const env = checked.env ?? process.env;
  const places = { env, home: homedir(), platform: process.platform, readFile: readFileFromDisk };
  const { access, warnings } = await readAccess(places, profile ?? null);
  if (access === null) {
    throw new UsageError(
      "No Genesys Cloud credentials are set.",
      "Run afterword init, or set GENESYS_ENVIRONMENT, GENESYS_CLIENT_ID and GENESYS_CLIENT_SECRET, or use createGenesys.",
    );
  }
  const { clientId, clientSecret } = access;
  return { ...createGenesys({ ...checked, clientId, clientSecret, hosts: readHosts(access) }), warnings };
}
