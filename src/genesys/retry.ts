import { minute, second } from "../base/index.ts";
import { readDate, readDelay, readReset } from "./delays.ts";
import type { Fault } from "./fault.ts";
import type { Answer, Reply } from "./transport.ts";
import { duration } from "./words.ts";

/** A request that came to nothing and is worth another try. */
export interface Failure {
  /**
   * `limit`: too many requests. `answer`: the host answered, but not usefully (5xx, broken JSON). `connection`: the host
   * was not reached, or hung up. `silence`: nothing came in the time that an attempt has.
   */
  readonly kind: "limit" | "answer" | "connection" | "silence";
  readonly status: number;
  /** For messages. */
  readonly said: string;
  /** Milliseconds to wait by order of the host; null where it gave none. */
  readonly ordered: number | null;
  /** Something else than Genesys answered. */
  readonly foreign?: boolean;
}

/** Statuses of the 500s that no repetition changes: "not implemented", "version not supported". */
const lasting = new Set([501, 505]);

/**
 * 429, 408 and every 5xx (a proxy's 52x too) but those that no repetition changes are worth another try: whatever is asked only
 * reads. The official command line tool repeats every 5xx but 501.
 */
export function readFailure(answer: Answer, now: number): Failure | null {
  if (answer.kind !== "reply") return readFaultFailure(answer);
  const { status } = answer;
  if (status < 300) return null;
  const ordered = readOrder(answer, now);
  if (status === 429) return { kind: "limit", status, said: "the rate limit (429)", ordered };
  if (status === 408 || (status >= 500 && !lasting.has(status))) {
    const long = ordered !== null && ordered > minute ? ` and asks to wait ${duration(ordered)}` : "";
    return { kind: "answer", status, said: `it answers ${status}${long}`, ordered };
  }
  return null;
}

const kinds: Partial<Record<Fault["kind"], Failure["kind"]>> = {
  cut: "answer",
  garbled: "answer",
  connection: "connection",
  timeout: "silence",
};

function readFaultFailure({ kind, said }: Fault): Failure | null {
  const as = kinds[kind];
  return as ? { kind: as, status: 0, said, ordered: null } : null;
}

/** A success that is not what was asked for. */
export const unusableAnswer = (said: string): Failure => ({ kind: "answer", status: 200, said, ordered: null });

/** A success whose body is no whole JSON. */
export const brokenAnswer = unusableAnswer("its answers are no whole JSON documents");

/**
 * `Retry-After` (seconds, or a date), else on a 429 the seconds until the limit's window ends, rounded up by one. A date is
 * one of the host's clock, and its own `Date` says what that shows.
 */
function readOrder({ header, status }: Reply, now: number): number | null {
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
export function waitAfter({ kind, ordered }: Failure, failures: number, random: () => number): number {
  const grown = Math.min(30 * second, 2 ** (failures - 1) * second);
  if (kind !== "limit") return Math.max(ordered ?? 0, random() * grown);
  if (ordered !== null && failures === 1) return ordered;
  return (ordered ?? 0) + (0.5 + 0.5 * random()) * grown;
}
