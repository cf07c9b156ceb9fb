import { second } from "../../base/index.ts";
import type { Answer } from "../http/answer.ts";
import { tooManyRequests } from "../http/refusals.ts";
import type { Fault, FaultContext, FaultHooks } from "./fault.ts";

const burstLength = 5;

/** Refuses a few requests in a row now and then, of any endpoint. */
function bursts(name: string, { timing }: FaultContext): NonNullable<FaultHooks["refuse"]> {
  let left = 0;
  return ({ key }, headers) => {
    if (left === 0 && timing.strike(name, key, 1 / 25)) left = burstLength;
    else if (left === 0 || !timing.strike(name, key, 1)) return undefined;
    left -= 1;
    return tooManyRequests(1, null, headers);
  };
}

/** Changes the headers of answers that carry the headers of a limit. */
const withLimit = (
  change: (headers: Readonly<Record<string, string>>) => Readonly<Record<string, string>>,
): FaultHooks => ({
  change: (_, answer): Answer => {
    const { headers = {} } = answer;
    return "inin-ratelimit-allowed" in headers ? { ...answer, headers: { ...headers, ...change(headers) } } : answer;
  },
});

/** Faults in which the limit refuses requests that the allowance covers. */
export const rateLimitFaults = {
  "rate-limit-bursts": {
    description: "Now and then five requests in a row are answered 429 with Retry-After 1, below the allowance.",
    hooks: (context) => ({ refuse: bursts("rate-limit-bursts", context) }),
  },
  "late-retry-after": {
    description: "Now and then five requests in a row are answered 429, and no 429 carries a Retry-After header.",
    hooks: (context) => ({
      refuse: bursts("late-retry-after", context),
      change: (_, answer) => {
        if (answer.status !== 429) return answer;
        const { "retry-after": _gone, ...headers } = answer.headers ?? {};
        return { ...answer, headers };
      },
    }),
  },
} satisfies Readonly<Record<string, Fault>>;

/** Faults in the headers of the rate limit. Without a limit they change nothing. */
export const rateLimitHeaderFaults = {
  "never-freeing-limit": {
    description: "`inin-ratelimit-count` says for ever that the allowance is used up, although requests are answered.",
    hooks: () => withLimit((headers) => ({ "inin-ratelimit-count": headers["inin-ratelimit-allowed"] ?? "" })),
  },
  "epoch-reset": {
    description: "`inin-ratelimit-reset` is a moment in seconds since 1970, not the seconds that are left.",
    hooks: ({ now }) =>
      withLimit((headers) => ({
        "inin-ratelimit-reset": String(Math.floor(now() / second) + Number(headers["inin-ratelimit-reset"])),
      })),
  },
} satisfies Readonly<Record<string, Fault>>;
