import { expect, test } from "vitest";
import { closable } from "./closable.ts";

test("a resource that is closed in both ways, at once and later, is closed once, and every caller waits for it", async () => {
  let begun = 0;
  let done = 0;
  const opened = closable(async () => {
    begun += 1;
    await new Promise((resolve) => setTimeout(resolve, 5));
    done += 1;
  });
  await Promise.all([opened.close(), opened[Symbol.asyncDispose]()]);
  expect([begun, done]).toEqual([1, 1]);
  await opened.close();
  expect([begun, done]).toEqual([1, 1]);
});

test("a failure to close is reported to every caller", async () => {
  const opened = closable(async () => {
    throw new Error("busy");
  });
  await expect(opened.close()).rejects.toThrow("busy");
  await expect(opened.close()).rejects.toThrow("busy");
});
