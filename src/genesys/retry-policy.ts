import { minute, second } from "../base/index.ts";
import { duration } from "./message-text.ts";
import type { Fault } from "./network-fault.ts";
import { readDate, readDelay, readReset } from "./reply-date.ts";
import type { Answer, Reply } from "./transport.ts";

/** A request that came to nothing and is worth another try. */
export interface Failure {
  /**
   * `limit`: too many requests. `answer`: the host answered, but not usefully (5xx, broken JSON). `connection`: the host
   * was not reached, or hung up. `silence`: nothing came in the time that an attempt has.
   */
  readonly kind: "limit" | "answer" | "connection" | "silence";
  readonly status: number;
  /** For messages. */
  readonly reason: string;
  /** Milliseconds that the host asks to wait; null where it names none. */
  readonly requestedWait: number | null;
  /** Something else than Genesys answered. */
  readonly foreign?: boolean;
}

/** Statuses of the 500s that no repetition changes: "not implemented", "version not supported". */
const lasting = new Set([501, 505]);

/**
 * 429, 408 and every 5xx (a proxy's 52x too) but those that no repetition changes are worth another try: every request
 * only reads. The official command line tool repeats every 5xx but 501.
 */
export function readFailure(answer: Answer, now: number): Failure | null {
  if (answer.kind !== "reply") return readFaultFailure(answer);
  const { status } = answer;
  if (status < 300) return null;
  const requestedWait = readRequestedWait(answer, now);
  if (status === 429) return { kind: "limit", status, reason: "the rate limit (429)", requestedWait };
  if (status === 408 || (status >= 500 && !lasting.has(status))) {
    const long = requestedWait !== null && requestedWait > minute ? ` and asks to wait ${duration(requestedWait)}` : "";
    return { kind: "answer", status, reason: `it answers ${status}${long}`, requestedWait };
  }
  return null;
}

const kinds: Partial<Record<Fault["kind"], Failure["kind"]>> = {
  cut: "answer",
  garbled: "answer",
  connection: "connection",
  timeout: "silence",
};

function readFaultFailure({ kind, reason }: Fault): Failure | null {
  const as = kinds[kind];
  return as ? { kind: as, status: 0, reason, requestedWait: null } : null;
}

/** A success that does not answer the request. */
export const unusableReply = (reason: string): Failure => ({
  kind: "answer",
  status: 200,
  reason,
  requestedWait: null,
});

/** A success whose body is no whole JSON. */
export const brokenJson = unusableReply("its answers are no whole JSON documents");

/**
 * `Retry-After` (seconds, or a date), else on a 429 the seconds until the limit's window ends, rounded up by one. A date is
 * one of the host's clock, and its own `Date` shows the time there.
 */
function readRequestedWait({ header, status }: Reply, now: number): number | null {
  const theirs = readDate(header("date")) ?? now;
  const after = header("retry-after");
  const delay = after === "" ? null : readDelay(after, theirs);
  if (delay !== null) return delay;
  const reset = header("inin-ratelimit-reset");
  const left = status === 429 && reset !== "" ? readReset(reset, theirs) : null;
  return left === null ? null : left + second;
}

/**
 * Milliseconds to wait before the next attempt, after `failures` in a row of this request: full jitter, growing from 1 s to
 * 30 s, so that those who failed together do not come back together. The host's word is never undercut; a rate limit's is
 * kept exactly at first, and where that did not help, more is added: users report repeated 429s although they obeyed it.
 */
export function waitAfter({ kind, requestedWait }: Failure, failures: number, random: () => number): number {
  const grown = Math.min(30 * second, 2 ** (failures - 1) * second);
  if (kind !== "limit") return Math.max(requestedWait ?? 0, random() * grown);
  if (requestedWait !== null && failures === 1) return requestedWait;
  return (requestedWait ?? 0) + (0.5 + 0.5 * random()) * grown;
}
