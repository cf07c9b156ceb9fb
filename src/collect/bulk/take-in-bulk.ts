/**
 * Takes as many of these in bulk as nothing speaks against. The others are read one by one, which compares them too and may
 * end the bulk route of the rest: so none is taken before all that are left can be.
 */
export async function takeInBulk<Item, Taken>(
  items: readonly Item[],
  take: (item: Item) => Taken | null,
  readSingly: (items: readonly Item[]) => Promise<void>,
): Promise<readonly (readonly [Item, Taken])[]> {
  let left = items;
  for (;;) {
    const refused: Item[] = [];
    const taken: [Item, Taken][] = [];
    for (const item of left) {
      const one = take(item);
      if (one === null) refused.push(item);
      else taken.push([item, one]);
    }
    if (refused.length === 0) return taken;
    await readSingly(refused);
    left = taken.map(([item]) => item);
  }
}
