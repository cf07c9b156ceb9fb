/** One request as the sandbox saw it. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  /** The query string without its `?`. */
  readonly query: string;
  /** `GET /api/v2/quality/surveys/{surveyId}`; null where no endpoint was reached. */
  readonly endpoint: string | null;
  /** 0 where the connection broke or nothing was answered. */
  readonly status: number;
  /** Milliseconds since 1970 UTC, by the sandbox's clock. */
  readonly at: number;
}

/** How often each endpoint was asked, whatever it answered. */
export function countByEndpoint(requests: readonly LoggedRequest[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { method, path, endpoint } of requests) {
    const name = endpoint ?? `${method} ${path}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
