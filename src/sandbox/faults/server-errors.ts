import { Refusal } from "../http/refusals.ts";
import type { Fault } from "./fault.ts";

const timedOut = new Refusal(504, "request.timeout", "The request timed out.");
const gatewayErrors = [
  new Refusal(502, "bad.gateway", "Bad gateway."),
  new Refusal(503, "service.unavailable", "The service is temporarily unavailable."),
  timedOut,
];

/** Faults in which Genesys itself fails. */
export const serverErrorFaults = {
  "server-errors": {
    description: "One request in twelve is answered 502, 503 or 504.",
    hooks: ({ timing }) => ({
      refuse: ({ key }) =>
        timing.strike("server-errors", key, 1 / 12)
          ? gatewayErrors[Math.floor(timing.draw("server-errors", "which", key) * gatewayErrors.length)]
          : undefined,
    }),
  },
  "errors-in-200": {
    description: "One request in twelve is answered 200 with the body of an error: the request timed out.",
    hooks: ({ timing }) => ({
      change: ({ path, key }, answer) => {
        if (path === "/oauth/token" || !timing.strike("errors-in-200", key, 1 / 12)) return answer;
        const contextId = answer.headers?.["inin-correlation-id"] ?? "";
        return { ...answer, status: 200, body: timedOut.answer(contextId).body };
      },
    }),
  },
  "revoked-tokens": {
    description:
      "Every token is revoked in the middle of its use, after 20 to 40 requests: 401 until a new one is asked for.",
    hooks: ({ timing, revokeToken }) => {
      const left = new Map<string, number>();
      return {
        refuse: ({ key, authorization = "" }) => {
          const uses = left.get(authorization) ?? 20 + 20 * timing.draw("revoked-tokens", left.size);
          left.set(authorization, uses - 1);
          if (uses > 1 || !timing.strike("revoked-tokens", key, 1)) return undefined;
          revokeToken(authorization);
          return new Refusal(401, "bad.credentials", "Invalid login credentials.");
        },
      };
    },
  },
} satisfies Readonly<Record<string, Fault>>;
