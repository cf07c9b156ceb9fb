import type { GroupFigures } from "./document.ts";
import { drill } from "./drill.ts";
import { carried, type Query, withValues } from "./query.ts";

/** What groups are of, as the filter names it. */
export type GroupKind = "queue" | "agent";

/** The same question of one group alone. */
export const ofGroup = (query: Query, by: GroupKind, id: string): Query => withValues(carried(query), by, [id]);

/** The answers that the CSAT of a group is of; null where it is not known which group it is. */
export function groupDrill(
  query: Query,
  by: GroupKind,
  { id, points }: Pick<GroupFigures, "id" | "points">,
): string | null {
  if (id === null) return null;
  return drill(ofGroup(query, by, id), points === null ? "csat" : `csat:${points}`);
}
