import type { Answer } from "./answer.ts";

/** The body of every refusal on the API host (official SDK model ErrorBody). */
export interface ErrorBody {
  readonly message: string;
  readonly code: string;
  readonly status: number;
  readonly messageParams: Readonly<Record<string, string>>;
  readonly contextId: string;
  readonly details: readonly { readonly errorCode?: string; readonly fieldName?: string }[];
  readonly errors: readonly ErrorBody[];
  readonly limit?: { readonly key: string; readonly namespace: string; readonly value: number };
}

type Extras = Partial<Pick<ErrorBody, "messageParams" | "details" | "limit">>;

/** Thrown wherever a request is found wanting; the gateway turns it into an answer. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly extras: Extras;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    extras: Extras = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.extras = extras;
    this.headers = headers;
  }

  answer(contextId: string): Answer & { readonly body: ErrorBody } {
    const { message, code, status, extras, headers } = this;
    const body = { message, code, status, messageParams: {}, contextId, details: [], errors: [], ...extras };
    return { status, headers, body };
  }
}

/** 400 that names the parameter or body field at fault. */
export const badRequest = (field: string, problem: string): Refusal =>
  new Refusal(400, "bad.request", `${field}: ${problem}`, {
    details: [{ errorCode: "bad.request", fieldName: field }],
  });

export const notFound = (what: string, id: string): Refusal =>
  new Refusal(404, "not.found", `The requested resource was not found: ${what} ${id}.`);

/** The permission is there, and does not reach this thing. */
export const notAuthorized = (what: string): Refusal =>
  new Refusal(403, "not.authorized", `You are not authorized to perform the requested action: ${what}.`);

/**
 * An endpoint or option that Genesys has and the sandbox has not. A refusal is better than a plausible wrong answer.
 */
export const notSimulated = (what: string): Refusal =>
  new Refusal(501, "not.implemented", `The sandbox does not simulate ${what}.`);

/** The documented 429; `allowed` null leaves the limit unnamed. */
export function tooManyRequests(
  seconds: number,
  allowed: number | null,
  headers: Readonly<Record<string, string>>,
): Refusal {
  const limit = { key: "client.credentials.token.rate.per.minute", namespace: "platform.api" };
  return new Refusal(
    429,
    "too.many.requests.retry.after",
    `Rate limit exceeded the maximum. Retry the request in [${seconds}] seconds`,
    allowed === null ? {} : { limit: { ...limit, value: allowed } },
    { ...headers, "retry-after": String(seconds) },
  );
}
