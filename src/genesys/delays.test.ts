import { expect, test } from "vitest";
import { readDelay } from "./delays.ts";

const now = Date.parse("2025-11-28T17:00:00Z");

test.each([
  ["23", 23_000],
  ["2, 2", 2_000],
  ["2, 7", 7_000],
  ["0.5", 500],
  [String(now / 1000 + 30), 30_000],
  [String(now + 30_000), 30_000],
  [String(now / 1000 - 30), 0],
  ["Fri, 28 Nov 2025 17:00:30 GMT", 30_000],
  ["Fri, 28 Nov 2025 17:00:30 GMT, Fri, 28 Nov 2025 17:00:30 GMT", 30_000],
  ["Fri, 28 Nov 2025 16:00:00 GMT", 0],
  ["2025-11-28T17:00:05Z", 5_000],
  ["soon", null],
  ["-5", null],
  ["", null],
  ["Fri, 99 Nov 2025 17:00:30 GMT", null],
  ["1e999", Number.POSITIVE_INFINITY],
])("a wait of %j is %j ms", (text, milliseconds) => expect(readDelay(text, now)).toBe(milliseconds));
