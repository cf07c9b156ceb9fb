import { type Dispatcher, request } from "undici";
import { InterruptedError, readVersion } from "../base/index.ts";
import { type Fault, readFault } from "./fault.ts";
import { duration } from "./words.ts";

/** One HTTP request, as it goes on the wire. */
export interface Call {
  readonly method: "GET" | "POST";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Credentials that the call carries: they are blanked out of whatever comes back and may be shown to somebody. */
  readonly secrets: readonly string[];
  /** Milliseconds for all of it, the body included. */
  readonly timeout: number;
}

/** A whole answer, whatever its status. */
export interface Reply {
  readonly kind: "reply";
  readonly status: number;
  readonly text: string;
  /** A header's value, empty where it is absent. */
  header(name: string): string;
}

/** What came of a call. */
export type Answer = Reply | Fault;

type Send = (call: Call, signal: AbortSignal) => Promise<Answer>;

/** Above this no answer of ours is plausible, and below it memory is safe: a page of 100 conversations is about 0.5 MB. */
const largest = 64 * 1024 * 1024;

/** One attempt: no retry, no redirect, no waiting. Aborting `signal` throws an InterruptedError. */
export function createTransport(dispatcher: Dispatcher): Send {
  const agent = `afterword/${readVersion()}`;
  return async ({ method, url, headers, body, secrets, timeout }, signal) => {
    const stop = new AbortController();
    const abort = () => stop.abort();
    const timer = setTimeout(abort, timeout);
    signal.addEventListener("abort", abort);
    try {
      if (signal.aborted) abort();
      const sent = { "user-agent": agent, accept: "application/json", ...headers };
      const options = { method, headers: sent, body: body ?? null, dispatcher, signal: stop.signal };
      const answer = await Promise.race([exchange(url, options, secrets), aborted(stop.signal)]);
      if (answer && !stop.signal.aborted) return answer;
      if (signal.aborted) throw new InterruptedError();
      return { kind: "timeout", said: `no answer within ${duration(timeout)}`, code: "" };
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
    }
  };
}

async function exchange(
  url: URL,
  options: NonNullable<Parameters<typeof request>[1]>,
  secrets: readonly string[],
): Promise<Answer> {
  let begun = false;
  try {
    const { statusCode: status, headers, body } = await request(url, options);
    begun = true;
    const text = await readBody(body);
    if (text === null) return { kind: "size", said: `the answer is larger than ${largest >> 20} MB`, code: "" };
    const header = (name: string) => [headers[name]].flat()[0] ?? "";
    const blank = (shown: string) =>
      secrets.filter(Boolean).reduce((rest, secret) => rest.replaceAll(secret, "***"), shown);
    const document = status < 300 && header("content-type").includes("json");
    return { kind: "reply", status, text: document ? text : blank(text), header: (name) => blank(header(name)) };
  } catch (error) {
    const fault = readFault(error, begun);
    if (!fault) throw error;
    return fault;
  }
}

/**
 * Resolves when the signal aborts. undici heeds the signal only once it has a connection: without this, a host or a proxy
 * that hangs while one is made would hold us for its 10 s.
 */
const aborted = (signal: AbortSignal): Promise<null> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener("abort", () => resolve(null), { once: true });
  });

/** The body as text, a byte order mark dropped; null when it is too large. */
async function readBody(body: AsyncIterable<Uint8Array>): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > largest) return null;
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}
