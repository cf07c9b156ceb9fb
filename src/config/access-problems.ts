import { UsageError } from "../base/index.ts";
import { type AccessLayer, type AccessPart, accessParts, decidingLayer, type Profile } from "./access-layer.ts";
import { variables } from "./environment.ts";

/** The id and the secret were found in different places, and the secret's place has another id. */
export function mismatch(id: AccessLayer, secret: AccessLayer): UsageError {
  return new UsageError(
    `The client id and the client secret belong to different clients: the id is ${id.names.clientId} of ${id.place}, ` +
      `the secret ${secret.names.clientSecret} of ${secret.place}, which has another id.`,
    `Set ${id.names.clientSecret} next to ${id.names.clientId}, or remove ${id.names.clientId} there.`,
  );
}

/** A secret was given in place of something that messages repeat: it must not come so far. */
export const misplaced = (where: string, secret: AccessLayer): UsageError =>
  new UsageError(
    `${where} is the client secret: the same as ${secret.names.clientSecret} of ${secret.place}.`,
    "Put what belongs there in its place; a secret that was on a command line is to be renewed in Genesys Cloud.",
  );

const partNames: Readonly<Record<AccessPart, string>> = {
  clientId: "the client id",
  clientSecret: "the client secret",
  region: "the region",
  gatewayUrl: "the gateway",
};

/** Some parts were found, others were not; `profile` is where they might stand. */
export function incomplete(
  layers: readonly AccessLayer[],
  profile: Pick<Profile, "place" | "names" | "obstacle">,
): UsageError {
  const missing = accessParts.filter((part) => {
    const needed = part === "region" ? !decidingLayer(layers, "gatewayUrl") : part !== "gatewayUrl";
    return needed && !decidingLayer(layers, part);
  });
  const found = accessParts.flatMap((part) => {
    const layer = decidingLayer(layers, part);
    return layer ? [`${layer.names[part]} of ${layer.place}`] : [];
  });
  const what = `${list(missing.map((part) => partNames[part]))} ${missing.length === 1 ? "is" : "are"} missing`;
  const but = found.length > 0 ? `found ${list(found)}, but ${what}` : what;
  const { place, names, obstacle } = profile;
  const why = obstacle ? ` The ${place} ${obstacle}; afterword signs in with a client id and secret.` : "";
  return new UsageError(
    `The access to Genesys Cloud is incomplete: ${but}.${why}`,
    `Set ${list(missing.map((part) => variables[part]))} in the environment, ` +
      `or ${list(missing.map((part) => names[part]))} in ${place}.`,
  );
}

/** Requests go to a gateway in place of the hosts of a region. */
const replacedBy = (part: AccessPart): readonly AccessPart[] => (part === "gatewayUrl" ? [part, "region"] : [part]);

/**
 * A profile that was asked for by name and yet does not decide. It is reported, since it may be another organisation's.
 */
export function overruled(environment: readonly AccessLayer[], profile: Profile): string[] {
  const stronger = accessParts.flatMap((part) => {
    const layer = decidingLayer(environment, part);
    const outranks = replacedBy(part).some((replaced) => profile[replaced] !== null);
    return layer && outranks ? [layer.names[part]] : [];
  });
  if (stronger.length === 0) return [];
  return [`${list(stronger)} of the environment ${stronger.length === 1 ? "wins" : "win"} over ${profile.place}.`];
}

const list = (items: readonly string[]): string => new Intl.ListFormat("en").format(items);
