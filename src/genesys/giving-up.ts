import { RequestError, UnreachableError } from "../base/index.ts";
import type { Failure } from "./retry.ts";
import { duration } from "./words.ts";

/** The error for one request that keeps failing. */
export const troubled = ({ said, status, foreign = false }: Failure, thing: string, attempts: number): RequestError =>
  new RequestError(
    `${thing} failed ${attempts === 1 ? "once" : `${attempts} times`}: ${said}.`,
    "Try again later; if it stays, tell Genesys' support which one it is.",
    status,
    { byGenesys: !foreign },
  );

/** The error where a host has given nothing for `silence` milliseconds. */
export const unreachable = ({ said }: Failure, host: string, silence: number): UnreachableError =>
  new UnreachableError(
    `${host} has given no usable answer for ${duration(silence)}: ${said}.`,
    "Check the network, the region (GENESYS_ENVIRONMENT), GENESYS_GATEWAY_URL and the proxy (HTTPS_PROXY, NO_PROXY).",
  );

/** The error where the rate limit has let nothing through for `silence` milliseconds and is to do so for `wait` more. */
export const limited = (host: string, silence: number, wait: number): UnreachableError =>
  new UnreachableError(
    `${host}: the rate limit has let nothing through for ${duration(silence)}, and asks to wait ${duration(wait)} more.`,
    "Another program may use the same OAuth client: give Afterword one of its own, or try again later.",
  );
