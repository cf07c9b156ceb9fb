import { RequestError } from "../base/index.ts";

/** Genesys, or a gateway between, refuses a request that names too much at once, such as too many ids. How is not documented. */
const requestTooLarge = [400, 413, 414];

/**
 * The answer is too much at once: Genesys or a gateway gives up making it (500, 502, 504), or it exceeds the bound on
 * one read, breaks off or takes longer than an attempt may (0).
 */
const replyTooLarge = [0, 500, 502, 504];

const hasStatus = (error: unknown, statuses: readonly number[]): boolean =>
  error instanceof RequestError && statuses.includes(error.status);

/** Whether a request may have been refused for its length: half of the ids may be taken. */
export const isRequestTooLarge = (error: unknown): boolean => hasStatus(error, requestTooLarge);

/** Whether less at once may succeed where this failed: half of the interval, half of the pages, half of the ids. */
export const isTooLarge = (error: unknown): boolean => hasStatus(error, [...requestTooLarge, ...replyTooLarge]);
