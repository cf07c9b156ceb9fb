import type { Secret } from "../base/index.ts";
import { type AccessLayer, accessParts, decidingLayer } from "./access-layer.ts";
import { incomplete, mismatch, misplaced, overruled } from "./access-problems.ts";
import { type Environment, readEnvironment } from "./environment.ts";
import { defaultProfile, findProfile, ownProfilesPath, type ProfilePlaces } from "./find-profile.ts";
import { unencrypted } from "./gateway.ts";
import { ownKeys } from "./own-profiles.ts";
import { profilePlace } from "./profile-file.ts";

/** The settings that are needed to sign in at Genesys Cloud. */
export interface Access {
  readonly clientId: string;
  readonly clientSecret: Secret;
  /** As written; null only where a gateway takes its place. */
  readonly region: string | null;
  /** Base URL for logins and API requests, without a trailing slash; null for Genesys' own hosts. */
  readonly gatewayUrl: string | null;
  /**
   * The profile that was asked for by name, where it decides whose org it is; null where nobody named one, or the environment has the
   * client or the gateway.
   */
  readonly profile: string | null;
  /** Where it was found, for messages: "the environment", `profile "DEFAULT" of …`, or both. */
  readonly from: string;
}

/** Access without where it was found. */
export type Credentials = Omit<Access, "profile" | "from">;

/** The access that was found, and warnings about it for the user. */
export interface AccessResult {
  /** Null where nothing at all is configured. */
  readonly access: Access | null;
  readonly warnings: readonly string[];
}

/**
 * Access from the environment and, where that is not enough or `wanted` names one, a profile; key by key, the
 * environment first.
 * @throws {UsageError} for half a configuration, an unknown profile and files that cannot be read
 */
export async function readAccess(places: ProfilePlaces, wanted: string | null): Promise<AccessResult> {
  const found = await findAccess(places, wanted);
  const warning = found.access?.gatewayUrl ? unencrypted(found.access.gatewayUrl) : null;
  return warning === null ? found : { ...found, warnings: [...found.warnings, warning] };
}

/** Whether the environment alone has all that signs in. */
export const isComplete = (env: Environment): boolean => join(readEnvironment(env)) !== null;

async function findAccess(places: ProfilePlaces, wanted: string | null): Promise<AccessResult> {
  const environment = readEnvironment(places.env);
  const revealed = environment.find(({ clientSecret }) => wanted !== null && clientSecret?.reveal() === wanted);
  if (revealed) throw misplaced("--profile", revealed);
  const alone = wanted === null ? join(environment) : null;
  if (alone !== null) return { access: alone, warnings: [] };

  const { profile, warnings } = await findProfile(places, wanted);
  const layers = profile ? [...environment, profile] : environment;
  if (profile === null && layers.every((layer) => accessParts.every((part) => layer[part] === null))) {
    return { access: null, warnings };
  }
  const access = join(layers);
  const name = profilePlace(wanted ?? defaultProfile, ownProfilesPath(places));
  if (access === null) throw incomplete(layers, profile ?? { place: name, names: ownKeys, obstacle: null });
  const leads = ({ clientId, gatewayUrl }: AccessLayer) => clientId !== null || gatewayUrl !== null;
  const decides = wanted !== null && !environment.some(leads);
  const named = { ...access, profile: decides ? wanted : null };
  return {
    access: named,
    warnings: [...warnings, ...(wanted === null || !profile ? [] : overruled(environment, profile))],
  };
}

/** The access that the layers make together, the first that has a value wins; null where a part is missing. */
function join(layers: readonly AccessLayer[]): Access | null {
  const [id, secret] = [decidingLayer(layers, "clientId"), decidingLayer(layers, "clientSecret")];
  const [region, gateway] = [decidingLayer(layers, "region"), decidingLayer(layers, "gatewayUrl")];
  for (const part of ["clientId", "region"] as const) {
    const layer = decidingLayer(layers, part);
    if (secret?.clientSecret && layer?.[part] === secret.clientSecret.reveal()) {
      throw misplaced(`${layer.names[part]} of ${layer.place}`, secret);
    }
  }
  if (!id?.clientId || !secret?.clientSecret || !(region ?? gateway)) return null;
  // Somebody else's secret next to this id would only be refused by Genesys, without a reason.
  if (secret.clientId !== null && secret.clientId !== id.clientId) throw mismatch(id, secret);
  const places = [id, secret, region, gateway].flatMap((layer) => layer?.place ?? []);
  return {
    clientId: id.clientId,
    clientSecret: secret.clientSecret,
    region: region?.region ?? null,
    gatewayUrl: gateway?.gatewayUrl ?? null,
    profile: null,
    from: [...new Set(places)].join(" and "),
  };
}
