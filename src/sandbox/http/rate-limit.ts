import { type Clock, minute, second } from "../../base/index.ts";
import { tooManyRequests } from "./refusals.ts";

/** Genesys' limit on a request body (`request.bytes.max`). */
export const maxBodyBytes = 512_000;

export interface RateLimit {
  /** Counts one request and returns the headers that every answer to it carries; throws the 429 above the allowance. */
  admit(client: string): Readonly<Record<string, string>>;
}

/**
 * The allowance of one OAuth client: a fixed window of 60 seconds that opens with its first request. Refused requests
 * count too. `off` neither limits nor sends headers, like an org whose answers carry none.
 */
export function createRateLimit(allowed: number | "off", clock: Clock, namesLimit: boolean): RateLimit {
  const windows = new Map<string, { readonly end: number; count: number }>();

  return {
    admit(client) {
      if (allowed === "off") return {};
      const now = clock.now();
      const open = windows.get(client);
      const window = open && now < open.end ? open : { end: now + minute, count: 0 };
      windows.set(client, window);
      window.count += 1;
      const reset = Math.ceil((window.end - now) / second);
      const headers = {
        "inin-ratelimit-count": String(window.count),
        "inin-ratelimit-allowed": String(allowed),
        "inin-ratelimit-reset": String(reset),
      };
      if (window.count > allowed) throw tooManyRequests(reset, namesLimit ? allowed : null, headers);
      return headers;
    },
  };
}
