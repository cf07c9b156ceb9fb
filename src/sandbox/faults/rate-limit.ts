import { second } from "../../base/index.ts";
import type { Answer } from "../http/answer.ts";
import type { Acts, Fault } from "./fault.ts";

/** On answers that say anything of a limit. */
const withLimit = (change: (headers: Readonly<Record<string, string>>) => Readonly<Record<string, string>>): Acts => ({
  change: (_, answer): Answer => {
    const { headers = {} } = answer;
    return "inin-ratelimit-allowed" in headers ? { ...answer, headers: { ...headers, ...change(headers) } } : answer;
  },
});

/** Faults in the headers of the rate limit; without a limit there are none. */
export const limitHeaderFaults = {
  "never-freeing-limit": {
    description: "`inin-ratelimit-count` says for ever that the allowance is used up, although requests are answered.",
    act: () => withLimit((headers) => ({ "inin-ratelimit-count": headers["inin-ratelimit-allowed"] ?? "" })),
  },
  "epoch-reset": {
    description: "`inin-ratelimit-reset` is a moment in seconds since 1970, not the seconds that are left.",
    act: ({ now }) =>
      withLimit((headers) => ({
        "inin-ratelimit-reset": String(Math.floor(now() / second) + Number(headers["inin-ratelimit-reset"])),
      })),
  },
} satisfies Readonly<Record<string, Fault>>;
