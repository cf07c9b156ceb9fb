/** The requests of a client to Genesys so far, every attempt counted; tokens are not part of Genesys' API allowance. */
export interface Spent {
  /** How many were sent. */
  readonly requests: number;
  /** By the endpoint's name; those that were asked. */
  readonly byEndpoint: Readonly<Record<string, number>>;
  /** Answers with status 429. */
  readonly tooManyRequests: number;
  /** Requests a minute, by Genesys' newest answer; null before the first. */
  readonly allowed: number | null;
}

export function createLedger() {
  const byEndpoint = new Map<string, number>();
  let requests = 0;
  let tooManyRequests = 0;
  return {
    enter(endpoint: string, status: number): void {
      requests += 1;
      byEndpoint.set(endpoint, (byEndpoint.get(endpoint) ?? 0) + 1);
      if (status === 429) tooManyRequests += 1;
    },
    total: (allowed: number | null): Spent => ({
      requests,
      byEndpoint: Object.fromEntries(byEndpoint),
      tooManyRequests,
      allowed,
    }),
  };
}
