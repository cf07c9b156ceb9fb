import { Secret, UsageError } from "../base/index.ts";
import type { AccessLayer } from "./access-layer.ts";
import { readGatewayUrl } from "./gateway.ts";

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

export const variables = {
  clientId: "GENESYS_CLIENT_ID",
  clientSecret: "GENESYS_CLIENT_SECRET",
  region: "GENESYS_ENVIRONMENT",
  gatewayUrl: "GENESYS_GATEWAY_URL",
} as const;

// The names of the official command line and of the Terraform provider; neither has one for a whole gateway URL.
const officialVariables = {
  clientId: "GENESYSCLOUD_OAUTHCLIENT_ID",
  clientSecret: "GENESYSCLOUD_OAUTHCLIENT_SECRET",
  region: "GENESYSCLOUD_REGION",
  gatewayUrl: variables.gatewayUrl,
} as const;

/**
 * The settings in the environment, the stronger names first. A blank variable is not set: CI systems pass missing
 * secrets so.
 * @throws {UsageError} for a gateway URL that is none
 */
export const readEnvironment = (env: Environment): AccessLayer[] => [
  layer(env, variables),
  layer(env, officialVariables),
];

/** Names of the variables of access that are set. */
export const environmentSets = (env: Environment): string[] => [
  ...new Set(
    [variables, officialVariables].flatMap((names) => Object.values(names).filter((name) => env[name]?.trim())),
  ),
];

function layer(env: Environment, names: AccessLayer["names"]): AccessLayer {
  const read = (name: string) => env[name]?.trim() || null;
  const secret = read(names.clientSecret);
  return {
    place: "the environment",
    names,
    clientId: read(names.clientId),
    clientSecret: secret === null ? null : new Secret(secret),
    region: read(names.region),
    gatewayUrl: gateway(names.gatewayUrl, read(names.gatewayUrl)),
  };
}

function gateway(name: string, text: string | null): string | null {
  if (text === null) return null;
  const result = readGatewayUrl(text);
  if ("url" in result) return result.url;
  throw new UsageError(`${name} ${result.problem}.`, "It is one base URL that takes both logins and API requests.");
}
