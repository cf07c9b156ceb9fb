import type { Fault } from "./fault.ts";

const page = `<!doctype html><html><head><title>Sign in</title></head><body><h1>Welcome to the guest network</h1></body></html>`;

/** Faults of the network between the client and Genesys. */
export const connectionFaults = {
  "dropped-answers": {
    description: "One request in twelve is carried out, but the connection breaks before any of the answer arrives.",
    hooks: ({ timing }) => ({
      interrupt: ({ key }) => (timing.strike("dropped-answers", key, 1 / 12) ? "drop" : undefined),
    }),
  },
  "truncated-answers": {
    description:
      "One answer in twelve ends in the middle: half of them say a longer length than is sent, half are whole as HTTP and cut as JSON.",
    hooks: ({ timing }) => ({
      interrupt: ({ key }) => {
        if (!timing.strike("truncated-answers", key, 1 / 12)) return undefined;
        return timing.draw("truncated-answers", "how", key) < 0.5 ? "break" : "cut";
      },
    }),
  },
  html: {
    description: "Every answer is 200 and an HTML page, as behind a captive portal; it never stops.",
    hooks: () => ({ intercept: () => ({ status: 200, headers: { "content-type": "text/html" }, body: page }) }),
  },
  hang: {
    description: "Connections are accepted and nothing is ever answered; it never stops.",
    hooks: () => ({ intercept: () => "hang" as const }),
  },
  gzip: {
    description: "Every answer is compressed with gzip where the request accepts it.",
    hooks: () => ({
      compresses: ({ acceptEncoding = "" }) => /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(acceptEncoding),
    }),
  },
  "unasked-gzip": {
    description: "Every answer is compressed with gzip, whatever the request accepts.",
    hooks: () => ({ compresses: () => true }),
  },
} satisfies Readonly<Record<string, Fault>>;
