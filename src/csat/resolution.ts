import { type Option, valueOnScale } from "./option.ts";
import { meansResolved } from "./option-texts.ts";
import type { Scale } from "./scale.ts";

/**
 * The values whose texts say that the matter was solved; null where they do not show. "Partly" and "not yet" are no "yes", whatever
 * values they have.
 */
function resolvedValues(options: readonly Option[], { values }: Scale): readonly number[] | null {
  const meaning = (resolved: boolean): ReadonlySet<number> =>
    new Set(options.flatMap((option) => (meansResolved(option.text) === resolved ? valueOnScale(option) : [])));
  const [yes, no] = [meaning(true), meaning(false)];
  const rest = values.filter((value) => !no.has(value));
  if (yes.size === 0) return no.size > 0 && rest.length === 1 ? rest : null;
  const named = rest.filter((value) => yes.has(value));
  return named.length > 0 ? named : null;
}

/** The scale of a question about a solution, by what its options say; without satisfaction where they are in no order. */
export function resolutionScale(scale: Scale, options: readonly Option[]): Scale {
  const resolved = resolvedValues(options, scale);
  if (resolved === null || scale.problem !== null) return scale;
  const fromBest =
    scale.best === "high" ? scale.values.slice(-resolved.length) : scale.values.slice(0, resolved.length);
  const isOrdered = fromBest.every((value) => resolved.includes(value));
  return {
    ...scale,
    direction: "confirmed",
    satisfiedValues: resolved,
    rule: `resolved = ${resolved.join(", ")} of ${scale.values.join(", ")}`,
    problem: isOrdered ? null : "Its values are in no order from unresolved to resolved.",
  };
}
