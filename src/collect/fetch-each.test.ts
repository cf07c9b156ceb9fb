import { expect, test } from "vitest";
import { each } from "./fetch-each.ts";

const pause = () => new Promise((resolve) => setTimeout(resolve, 1));

test("does each item once, never more than the width at once", async () => {
  const done: number[] = [];
  let now = 0;
  let maxAtOnce = 0;
  await each([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
    maxAtOnce = Math.max(maxAtOnce, ++now);
    await pause();
    now--;
    done.push(item);
  });
  expect([maxAtOnce, done.toSorted()]).toEqual([3, [1, 2, 3, 4, 5, 6, 7]]);
});

test("throws the first failure after everything under way has ended, and starts nothing more", async () => {
  const started: number[] = [];
  let ended = 0;
  const run = each([1, 2, 3, 4, 5], 2, async (item) => {
    started.push(item);
    await pause();
    ended++;
    if (item === 1) throw new Error("one");
  });
  await expect(run).rejects.toThrow("one");
  expect(ended).toBe(started.length);
  expect(started.length).toBeLessThan(5);
});
