import type { Genesys } from "../genesys/index.ts";

/** Where the client's org shows an interaction; null where the client does not know. */
export const patternOf = (genesys: Genesys & { readonly interactionPattern?: string | null }): string | null =>
  genesys.interactionPattern ?? null;
