import { type Clock, systemClock } from "../base/index.ts";
import { toInteractionUrl } from "../extract/index.ts";
import type { Warehouse } from "../warehouse/index.ts";
import type { Definition } from "./definition.ts";
import { rederive } from "./derive/derive.ts";
import { trimDocuments } from "./documents/trim.ts";

export interface RebuildOptions {
  /** @default the system's */
  readonly clock?: Clock;
  readonly signal?: AbortSignal | undefined;
  /** Told after each batch how many responses have been derived. */
  readonly onDerived?: (responses: number) => void;
}

/**
 * Derives every row again from the stored documents, without a request to Genesys. Stopped at any point, the next sync or
 * rebuild goes on from there.
 *
 * @returns how many responses were derived
 */
export async function rebuild(
  warehouse: Warehouse,
  definition: Definition,
  { clock = systemClock, signal, onDerived }: RebuildOptions = {},
): Promise<number> {
  let responses = 0;
  for (const { organization_id, interaction_url } of await warehouse.query("SELECT * FROM organization")) {
    await trimDocuments(warehouse, String(organization_id), signal);
    await rederive(warehouse, {
      organizationId: String(organization_id),
      definition,
      interactionUrl: toInteractionUrl(typeof interaction_url === "string" ? interaction_url : null),
      now: clock.now(),
      signal,
      onDerived(more) {
        responses += more;
        onDerived?.(responses);
      },
    });
  }
  return responses;
}
