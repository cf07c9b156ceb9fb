import type { Bounds } from "./bounds.ts";

export type TargetVerdict = "met" | "missed" | "cannot tell";

/** Met where the whole interval is at or above the target, missed where all of it is below; else nobody can tell. */
export function targetVerdict({ low, high }: Bounds, target: number): TargetVerdict {
  if (low === null) return "cannot tell";
  if (low >= target) return "met";
  return high < target ? "missed" : "cannot tell";
}
