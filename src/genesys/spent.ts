/** What a client has asked of Genesys so far, every attempt counted; tokens are not part of Genesys' API allowance. */
export interface Spent {
  readonly requests: number;
  readonly byEndpoint: Readonly<Record<string, number>>;
  /** Answers with status 429. */
  readonly tooManyRequests: number;
  /** Requests a minute, as Genesys last said; null if it never did. */
  readonly allowed: number | null;
}
