import { second } from "../base/index.ts";
import type { Answer, Reply } from "./transport.ts";

/** A request that came to nothing and is worth another try. */
export interface Failure {
  /**
   * `limit`: too many requests. `answer`: the host answered, but not usefully (5xx, broken JSON). `connection`: the host
   * was not reached or did not answer.
   */
  readonly kind: "limit" | "answer" | "connection";
  readonly status: number;
  /** For messages. */
  readonly said: string;
  /** Milliseconds to wait by order of the host; null where it gave none. */
  readonly ordered: number | null;
}

/** 429 and the gateway's own 502, 503 and 504 are worth another try; a 500 only where asking twice does no harm. */
export function readFailure(answer: Answer, replayable: boolean, now: number): Failure | null {
  if (answer.kind !== "reply") {
    const { said } = answer;
    if (answer.kind === "cut") return { kind: "answer", status: 0, said, ordered: null };
    const passing = answer.kind === "connection" || answer.kind === "timeout";
    return passing ? { kind: "connection", status: 0, said, ordered: null } : null;
  }
  const { status } = answer;
  if (status < 300) return null;
  const ordered = readOrder(answer, now);
  if (status === 429) return { kind: "limit", status, said: "the rate limit (429)", ordered };
  if ([502, 503, 504].includes(status) || (status === 500 && replayable)) {
    return { kind: "answer", status, said: `it answers ${status}`, ordered };
  }
  return null;
}

/** A success whose body is no whole JSON. */
export const brokenAnswer: Failure = {
  kind: "answer",
  status: 200,
  said: "its answers are no whole JSON documents",
  ordered: null,
};

/** `Retry-After` (seconds, or a date), else on a 429 the seconds until the limit's window ends, rounded up by one. */
function readOrder({ header, status }: Reply, now: number): number | null {
  const after = header("retry-after");
  const seconds = after === "" ? Number.NaN : Number(after);
  if (seconds >= 0) return seconds * second;
  const date = Date.parse(after);
  if (!Number.isNaN(date)) return Math.max(0, date - now);
  const reset = header("inin-ratelimit-reset");
  return status === 429 && reset !== "" && Number(reset) >= 0 ? (Number(reset) + 1) * second : null;
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
