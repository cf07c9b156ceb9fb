import { conceal, nearest, UsageError, unfit } from "../base/index.ts";

/** One Genesys Cloud region and the three hosts of it that matter here. */
export interface Region {
  /** The AWS name, such as `us-east-1`. */
  readonly name: string;
  /** The Genesys domain, such as `mypurecloud.com`. */
  readonly domain: string;
  /** Where API requests go. */
  readonly api: string;
  /** Where tokens come from. */
  readonly login: string;
  /** Where people work; links to interactions lead there. */
  readonly apps: string;
}

/** Every public region: AWS name and Genesys domain (official JavaScript SDK 262, PureCloudRegionHosts). */
const domains = {
  "us-east-1": "mypurecloud.com",
  "us-east-2": "use2.us-gov-pure.cloud",
  "us-west-2": "usw2.pure.cloud",
  "ca-central-1": "cac1.pure.cloud",
  "mx-central-1": "mxc1.pure.cloud",
  "sa-east-1": "sae1.pure.cloud",
  "eu-west-1": "mypurecloud.ie",
  "eu-west-2": "euw2.pure.cloud",
  "eu-central-1": "mypurecloud.de",
  "eu-central-2": "euc2.pure.cloud",
  "eusc-de-east-1": "edee1.eusc-pure.cloud",
  "me-central-1": "mec1.pure.cloud",
  "ap-south-1": "aps1.pure.cloud",
  "ap-northeast-1": "mypurecloud.jp",
  "ap-northeast-2": "apne2.pure.cloud",
  "ap-northeast-3": "apne3.pure.cloud",
  "ap-southeast-1": "apse1.pure.cloud",
  "ap-southeast-2": "mypurecloud.com.au",
} as const;

/** Every public region. */
export const regions: readonly Region[] = Object.entries(domains).map(([name, domain]) =>
  Object.freeze({
    name,
    domain,
    api: `https://api.${domain}`,
    login: `https://login.${domain}`,
    apps: `https://apps.${domain}`,
  }),
);

/**
 * The region that `text` names: an AWS region name (`us-east-1`, also as the SDKs spell it, `us_east_1`), a Genesys
 * domain (`mypurecloud.com`), or one of its api, login and apps hosts, as a host or as an https URL.
 * @throws {UsageError} for anything else, with the valid names and, where one is near, the one that was probably meant
 */
export function readRegion(text: string): Region {
  if (typeof text !== "string") throw unfit("readRegion: text", text, hint(""));
  const host = text
    .trim()
    .toLowerCase()
    .replace(/^https:\/\//, "")
    .replace(/\/+$/, "");
  const domain = host.replace(/^(api|login|apps)\./, "");
  const name = host.replaceAll("_", "-");
  const region = regions.find((candidate) => candidate.name === name || candidate.domain === domain);
  if (region) return region;
  throw new UsageError(`${conceal(JSON.stringify(text))} is not a Genesys Cloud region.`, hint(domain));
}

function hint(host: string): string {
  const valid = `Valid are ${regions.map(({ name, domain }) => `${name} (${domain})`).join(", ")}.`;
  const prefix = regions.find(({ name }) => host.startsWith(`${name}.`));
  if (prefix) {
    const where = `an AWS region name is never part of a Genesys host. Write ${prefix.name} or ${prefix.domain}`;
    return `There is no such host, whatever some tutorials say: ${where}. ${valid}`;
  }
  const bare = host.replace(/^https?:\/\/((api|login|apps)\.)?/, "").replace(/[/:?#].*$/, "");
  const meant = nearest(
    bare,
    regions.flatMap(({ name, domain }) => [name, domain]),
  );
  return meant ? `Did you mean ${meant}? ${valid}` : valid;
}

/** Where one client's requests go, and where its people work. */
export interface Hosts extends Pick<Region, "api" | "login"> {
  /** Null where it is not known, as behind a gateway. */
  readonly apps: string | null;
}

/**
 * The hosts of a region, or the gateway in their place.
 * @throws {UsageError} where neither is named
 */
export function readHosts(access: { readonly region: string | null; readonly gatewayUrl: string | null }): Hosts {
  const { region, gatewayUrl } = access;
  const known = region === null ? null : readRegion(region);
  if (gatewayUrl !== null) return { api: gatewayUrl, login: gatewayUrl, apps: null };
  if (known === null) throw new UsageError("The region is missing.", "Set GENESYS_ENVIRONMENT, for example us-east-1.");
  return known;
}

/** Where Genesys' own interface shows an interaction, "{id}" in place of its id; null where that is not known. */
export const interactionPatternOf = ({ apps }: Pick<Hosts, "apps">): string | null =>
  apps === null ? null : `${apps}/directory/#/engage/admin/interactions/{id}`;
