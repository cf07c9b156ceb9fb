import { hour } from "../../base/index.ts";
import type { Fault } from "./fault.ts";

/** Faults of what analytics has heard of. */
export const latenessFaults = {
  "late-data": {
    description:
      "Analytics hears of what happens to surveys and evaluations eight hours late, the quality API at once; it never stops.",
    act: () => ({ lateBy: 8 * hour }),
  },
} satisfies Readonly<Record<string, Fault>>;
