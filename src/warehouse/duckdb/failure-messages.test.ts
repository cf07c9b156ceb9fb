import { expect, test } from "vitest";
import { isCausedByData, isOutOfMemory } from "./failure-messages.ts";

test.each([
  "Out of Memory Error: failed to allocate data of size 64.0 MiB (128.1 MiB/143.0 MiB used)",
  "TransactionContext Error: Failed to commit: failed to pin block of size 64.0 KiB (95.2 MiB/95.3 MiB used)",
])("memory lacked: %s", (message) =>
  expect([isOutOfMemory(new Error(message)), isCausedByData(new Error(message))]).toEqual([true, true]),
);

test("any other commit that fails is of the file, and is not tried again", () =>
  expect(isOutOfMemory(new Error("TransactionContext Error: Failed to commit: Could not write all bytes"))).toBe(
    false,
  ));
