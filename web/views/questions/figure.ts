import type { Unit } from "../../parts/sentences.ts";
import type { Figure, GroupFigures } from "../../state/document.ts";

type Scored = "csat" | "nps" | "ces" | "resolution";

/** The number of a question's own role; null where its answers have no score. */
export function figureOf({ question, csat, nps }: GroupFigures): {
  readonly role: Scored;
  readonly figure: Figure;
  readonly unit: Unit;
} | null {
  if (question === null) return null;
  const { role, ces, resolution } = question;
  if (role === "csat") return { role, figure: csat, unit: "percent" };
  if (role === "nps") return { role, figure: nps, unit: "points" };
  if (role === "ces" && ces !== null) return { role, figure: ces, unit: "percent" };
  return role === "resolution" && resolution !== null ? { role, figure: resolution, unit: "percent" } : null;
}
