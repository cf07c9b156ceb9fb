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

interface RequestLog {
  /** The latest requests, 100,000 at least, in the order in which they were over. */
  readonly requests: readonly LoggedRequest[];
  add(request: LoggedRequest): void;
  /** How often each endpoint was called since the start, with any status. */
  counts(): Readonly<Record<string, number>>;
}

/** Enough for every test, and some 20 MB for a sandbox that is left running. */
const minRequests = 100_000;

/** How many more there may be: moving the others up for every request would take most of its time. */
const spareRequests = 10_000;

export function createRequestLog(): RequestLog {
  const requests: LoggedRequest[] = [];
  const counts = new Map<string, number>();
  return {
    requests,
    add(request) {
      const name = request.endpoint ?? `${request.method} ${request.path}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
      requests.push(request);
      if (requests.length > minRequests + spareRequests) requests.splice(0, spareRequests);
    },
    counts: () => Object.fromEntries(counts),
  };
}
