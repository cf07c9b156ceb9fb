import { expect, test } from "vitest";
import { openSandboxed, present } from "../../../test/servers/sandboxed.ts";
import { openSyncContext } from "../../../test/servers/sync-context.ts";
import { day } from "../../base/index.ts";
import { countOf, countSteps } from "../../collect/index.ts";
import type { WireAggregateGroup } from "../../genesys/index.ts";
import { handledParts, metric, partsOfDay } from "./handled-parts.ts";

const sum = (groups: readonly WireAggregateGroup[]): number =>
  groups.reduce((total, group) => total + countOf(group, metric), 0);

test("a day that counts more than one answer should have is asked for in parts, which together are all of it", async () => {
  await using org = await openSandboxed({ perDay: 300, days: 3 });
  const midnight = Math.floor(present / day) * day;
  const window = { from: midnight - day, to: midnight };
  await using context = await openSyncContext(org, window);
  const onDays = await countSteps(context, window, handledParts, "P1D");
  const read = async (most?: number): Promise<number[]> => {
    const parts: number[] = [];
    for await (const { groups } of partsOfDay(context, window, onDays, most)) parts.push(sum(groups));
    return parts;
  };
  const [whole = 0, ...others] = await read();
  expect([whole > 200, others]).toEqual([true, []]);
  const parts = await read(100);
  expect(Math.max(...parts)).toBeLessThanOrEqual(100);
  expect(parts.reduce((total, part) => total + part, 0)).toBe(whole);
});
