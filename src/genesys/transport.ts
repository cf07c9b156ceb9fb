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

export type Send = (call: Call, signal: AbortSignal) => Promise<Answer>;

/** Above this no answer of ours is plausible, and below it memory is safe: a page of 100 conversations is about 0.5 MB. */
const largest = 64 * 1024 * 1024;

/** One attempt: no retry, no redirect, no waiting. Aborting `signal` throws an InterruptedError. */
export function createTransport(dispatcher: Dispatcher): Send {
  const agent = `afterword/${readVersion()}`;
  return async ({ method, url, headers, body, secrets, timeout }, signal) => {
    const stop = new AbortController();
    const interrupt = () => stop.abort();
    let late = false;
    let begun = false;
    const timer = setTimeout(() => {
      late = true;
      stop.abort();
    }, timeout);
    signal.addEventListener("abort", interrupt);
    try {
      if (signal.aborted) stop.abort();
      const sent = { "user-agent": agent, accept: "application/json", ...headers };
      const options = { method, headers: sent, body: body ?? null, dispatcher, signal: stop.signal };
      const answer = await request(url, options);
      begun = true;
      const text = await readBody(answer.body);
      if (text === null) return { kind: "size", said: `the answer is larger than ${largest >> 20} MB`, code: "" };
      const header = (name: string) => [answer.headers[name]].flat()[0] ?? "";
      const blank = (shown: string) =>
        secrets.filter(Boolean).reduce((rest, secret) => rest.replaceAll(secret, "***"), shown);
      const document = answer.statusCode < 300 && header("content-type").includes("json");
      return {
        kind: "reply",
        status: answer.statusCode,
        text: document ? text : blank(text),
        header: (name) => blank(header(name)),
      };
    } catch (error) {
      if (signal.aborted) throw new InterruptedError();
      if (late) return { kind: "timeout", said: `no answer within ${duration(timeout)}`, code: "" };
      const fault = readFault(error, begun);
      if (!fault) throw error;
      return fault;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", interrupt);
    }
  };
}

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
