import type { FetchContext } from "../fetch-context.ts";
import type { FormRoutes } from "./form-routes.ts";

/** Responses that are compared before any of them is kept: a kill costs their requests once more. */
export const heldTogether = 50;

/**
 * Gives on what was held once it has been compared. A stored document is not read again, so a difference that it shows is
 * stored before it: else a kill between the two would leave what was read in bulk as it is, for good.
 */
export async function releaseCompared<Held>(
  { onDoubt }: Pick<FetchContext, "onDoubt">,
  routes: Pick<FormRoutes, "takeDoubt">,
  held: readonly Held[],
  give: (one: Held) => void,
): Promise<void> {
  if (routes.takeDoubt()) await onDoubt?.();
  for (const one of held) give(one);
}
