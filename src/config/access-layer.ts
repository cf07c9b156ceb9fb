import type { Secret } from "../base/index.ts";

/** The four things that access is made of. */
export const accessParts = ["clientId", "clientSecret", "region", "gatewayUrl"] as const;
export type AccessPart = (typeof accessParts)[number];

/** The access settings of one place, the environment or one profile; null where it has none. */
export interface AccessLayer {
  /** The place, as it reads in a sentence. */
  readonly place: string;
  /** How each part is called there. */
  readonly names: Readonly<Record<AccessPart, string>>;
  readonly clientId: string | null;
  readonly clientSecret: Secret | null;
  /** As written. */
  readonly region: string | null;
  /** Checked, without a trailing slash. */
  readonly gatewayUrl: string | null;
}

/** The layer that decides a part: the first one that is not silent about it. */
export const decidingLayer = (layers: readonly AccessLayer[], part: AccessPart): AccessLayer | undefined =>
  layers.find((layer) => layer[part] !== null);

/** A profile, which is one table of one file. */
export interface Profile extends AccessLayer {
  /** Why this profile has no client that could sign in, where it has another way to. */
  readonly obstacle: string | null;
  /** The warehouse that goes with it, as written: an absolute path, one from the home folder (~/), or a database's address. */
  readonly warehouse: string | null;
  readonly warnings: readonly string[];
}
