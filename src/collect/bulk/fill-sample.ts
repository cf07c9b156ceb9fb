import { chooseSample, type FormRoutes } from "./form-routes.ts";

/** The ids to read both ways, of each form as many as it needs. */
export function sampleOf<Item extends { readonly id: string }>(
  items: readonly Item[],
  formOf: (item: Item) => string,
  routes: Pick<FormRoutes, "of">,
): ReadonlySet<string> {
  const byForm = new Map<string, string[]>();
  for (const item of items) byForm.set(formOf(item), [...(byForm.get(formOf(item)) ?? []), item.id]);
  return new Set([...byForm].flatMap(([contextId, ids]) => [...chooseSample(ids, routes.of(contextId))]));
}

/**
 * Reads more both ways in place of those that could not be compared, since they were deleted or changed meanwhile: else all
 * of a form would be read one by one for want of a few. Returns those that are left.
 */
export async function fillSample<Item extends { readonly id: string }>(
  items: readonly Item[],
  formOf: (item: Item) => string,
  routes: Pick<FormRoutes, "of">,
  readBothWays: (items: readonly Item[]) => Promise<void>,
): Promise<readonly Item[]> {
  let left = items;
  for (;;) {
    const unproven = left.filter((item) => routes.of(formOf(item)).route === "unproven");
    if (unproven.length === 0) return left;
    const sample = sampleOf(unproven, formOf, routes);
    await readBothWays(left.filter(({ id }) => sample.has(id)));
    left = left.filter(({ id }) => !sample.has(id));
  }
}
