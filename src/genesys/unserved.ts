import { RequestError } from "../base/index.ts";

/**
 * Whether an endpoint as a whole is not served: not implemented, not for this method, or a path that nobody knows. A 404 that
 * Genesys itself words may be of the one thing that was asked for.
 */
export const isUnserved = (error: unknown): error is RequestError =>
  error instanceof RequestError &&
  (error.status === 501 || error.status === 405 || (error.status === 404 && !error.gone));
