import { RequestError } from "../base/index.ts";

/**
 * How Genesys, or a gateway between, refuses what is too much at once is not documented: a request (400, 413, 414) or its
 * answer (500, 502, 504), or an answer that is larger than what is read, breaks off or takes longer than an attempt may (0).
 */
const statuses = new Set([0, 400, 413, 414, 500, 502, 504]);

/** Whether less at once may succeed where this failed: half of the interval, half of the pages, half of the ids. */
export const isTooLarge = (error: unknown): boolean => error instanceof RequestError && statuses.has(error.status);
