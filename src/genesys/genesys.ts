import type { Dispatcher } from "undici";
import type { Clock, Secret } from "../base/index.ts";
import type { Endpoint, Input } from "./endpoint.ts";
import type { SharedTexts } from "./shared-budget.ts";
import type { Spent } from "./spent.ts";

export type GenesysEvent =
  /** Nothing is asked for this many seconds: the rate limit demands it, or a failed request is about to be tried again. */
  | { readonly type: "waiting"; readonly seconds: number; readonly reason: "rate limit" | "retry" }
  /** One attempt is over; `status` is HTTP's, 0 where no answer came. */
  | { readonly type: "request"; readonly endpoint: string; readonly status: number; readonly attempt: number };

/** Genesys Cloud, as far as reading goes. */
export interface Genesys {
  /** The OAuth client; each belongs to one organization. */
  readonly clientId: string;
  /**
   * One request, repeated as far as its endpoint allows, and its answer, checked.
   * @throws {CredentialsError} {@link PermissionError} {@link RequestError} {@link UnreachableError} {@link DecodeError}
   * {@link InterruptedError} when `signal` aborts
   */
  ask<Answer>(endpoint: Endpoint<Answer>, input?: Input, signal?: AbortSignal): Promise<Answer>;
  spent(): Spent;
  /** From now on it counts its requests with every other process of its OAuth client that is given the same texts. */
  share(texts: SharedTexts): void;
  /**
   * Milliseconds by which our clock is surely ahead of Genesys' (negative: behind), from the `Date` of its answers; 0
   * where both may agree, null before the first `Date`.
   */
  clockSkew(): number | null;
}

export interface GenesysOptions {
  readonly clientId: string;
  readonly clientSecret: Secret;
  /** Base URLs; with a gateway both are the gateway's, its path prefix included. */
  readonly hosts: { readonly api: string; readonly login: string };
  readonly clock?: Clock;
  /** In [0, 1). @default Math.random */
  readonly random?: () => number;
  /** Milliseconds without any answer until the client gives up; before the first answer never more than 30 s. @default 10 minutes */
  readonly patience?: number;
  /** Requests in flight. @default 16 */
  readonly concurrency?: number;
  readonly onEvent?: (event: GenesysEvent) => void;
  /** @default an agent of its own that honours HTTP_PROXY, HTTPS_PROXY and NO_PROXY */
  readonly dispatcher?: Dispatcher;
  /** Where the proxy variables are read. @default process.env */
  readonly env?: Readonly<Record<string, string | undefined>>;
}
