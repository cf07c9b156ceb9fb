import { Refusal, tooManyRequests } from "../http/refusals.ts";
import type { Acts, Fault, FaultContext } from "./fault.ts";

const burstLength = 5;

/** Now and then the next few requests are refused, whatever they ask. */
function bursts(name: string, { strikes }: FaultContext): NonNullable<Acts["refuse"]> {
  let left = 0;
  return ({ key }, headers) => {
    if (left === 0 && strikes.strike(name, key, 1 / 25)) left = burstLength;
    else if (left === 0 || !strikes.strike(name, key, 1)) return undefined;
    left -= 1;
    return tooManyRequests(1, null, headers);
  };
}

const timedOut = new Refusal(504, "request.timeout", "The request timed out.");
const gatewayErrors = [
  new Refusal(502, "bad.gateway", "Bad gateway."),
  new Refusal(503, "service.unavailable", "The service is temporarily unavailable."),
  timedOut,
];

/** Faults in which Genesys itself refuses what is usually granted. */
export const refusingFaults = {
  "rate-limit-bursts": {
    description: "Now and then five requests in a row are answered 429 with Retry-After 1, below the allowance.",
    act: (context) => ({ refuse: bursts("rate-limit-bursts", context) }),
  },
  "late-retry-after": {
    description: "Now and then five requests in a row are answered 429, and no 429 carries a Retry-After header.",
    act: (context) => ({
      refuse: bursts("late-retry-after", context),
      change: (_, answer) => {
        if (answer.status !== 429) return answer;
        const { "retry-after": _gone, ...headers } = answer.headers ?? {};
        return { ...answer, headers };
      },
    }),
  },
  "server-errors": {
    description: "One request in twelve is answered 502, 503 or 504.",
    act: ({ strikes }) => ({
      refuse: ({ key }) =>
        strikes.strike("server-errors", key, 1 / 12)
          ? gatewayErrors[Math.floor(strikes.draw("server-errors", "which", key) * gatewayErrors.length)]
          : undefined,
    }),
  },
  "errors-in-200": {
    description: "One request in twelve is answered 200 with the body of an error: the request timed out.",
    act: ({ strikes }) => ({
      change: ({ path, key }, answer) => {
        if (path === "/oauth/token" || !strikes.strike("errors-in-200", key, 1 / 12)) return answer;
        const contextId = answer.headers?.["inin-correlation-id"] ?? "";
        return { ...answer, status: 200, body: timedOut.answer(contextId).body };
      },
    }),
  },
  "revoked-tokens": {
    description:
      "Every token is revoked in the middle of its use, after 20 to 40 requests: 401 until a new one is asked for.",
    act: ({ strikes, revokeToken }) => {
      const left = new Map<string, number>();
      return {
        refuse: ({ key, authorization = "" }) => {
          const uses = left.get(authorization) ?? 20 + 20 * strikes.draw("revoked-tokens", left.size);
          left.set(authorization, uses - 1);
          if (uses > 1 || !strikes.strike("revoked-tokens", key, 1)) return undefined;
          revokeToken(authorization);
          return new Refusal(401, "bad.credentials", "Invalid login credentials.");
        },
      };
    },
  },
} satisfies Readonly<Record<string, Fault>>;
