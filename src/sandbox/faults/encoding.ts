import type { Fault } from "./fault.ts";

/** Faults, if they are any, of how answers are encoded. */
export const encodingFaults = {
  gzip: {
    description: "Every answer is compressed with gzip where the request accepts it.",
    act: () => ({
      compresses: ({ acceptEncoding = "" }) => /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(acceptEncoding),
    }),
  },
  "unasked-gzip": {
    description: "Every answer is compressed with gzip, whatever the request accepts.",
    act: () => ({ compresses: () => true }),
  },
} satisfies Readonly<Record<string, Fault>>;
