import { isFinished, rankOf } from "../../collect/index.ts";
import type { Held } from "./held.ts";
import type { Counted, Kind } from "./listed.ts";
import { scoresDiffer } from "./scores.ts";

/** Why the warehouse does not have a response as Genesys counts it. */
export const explanations = ["late", "notPermitted", "deleted", "erased", "redacted", "lost"] as const;
export type Explanation = (typeof explanations)[number];

/** What is known of a response in addition to its row. */
export interface Circumstances {
  /** From here on the next sync looks again by itself. Milliseconds since 1970 UTC. */
  readonly lateFrom: number;
  /** Whether something is stored of it, from which its row could be made. */
  readonly stored: boolean;
  /** Whether that is its document, which has its answers. */
  readonly hasDocument: boolean;
  /** Whether its row is still to be derived, or nobody asks for one: its form has no chosen question. */
  readonly rowless: "underived" | "unchosen" | null;
  /** Whether it was erased here, so that nothing of it is stored again. */
  readonly erased: boolean;
  /** Why its document could not be read, as the warehouse notes it; null where it does not. */
  readonly problem: string | null;
}

/**
 * Whether the warehouse has a response as Genesys counts it: null, or why not. What is stored is lost without its rows, however
 * young it is; what is not may be heard of late, and the next sync looks at the last two days again.
 */
export function explain(
  kind: Kind,
  listed: Counted,
  held: Held | undefined,
  circumstances: Circumstances,
): Explanation | null {
  const { lateFrom, stored, hasDocument, rowless, erased, problem } = circumstances;
  if (listed.deleted || held?.deleted) return "deleted";
  const young = listed.at >= lateFrom ? "late" : "lost";
  if (!held) {
    if (erased) return "erased";
    if (rowless === "unchosen") return null;
    // Noted to be derived before its document was read, as by a repair that was interrupted, it has nothing to be derived of.
    if (rowless === "underived" && hasDocument) return "late";
    return stored ? "lost" : (reasonOf(problem) ?? young);
  }
  if (held.calibration) return null;
  if (isBehind(kind, held, listed)) return reasonOf(problem) ?? young;
  if (!isFinished(held.status)) return null;
  if (held.redacted) return "redacted";
  if (!held.settled) return reasonOf(problem) ?? young;
  if (held.lacksAnswers) return "lost";
  const lacksScore = listed.score !== null && held.score === null;
  return lacksScore || scoresDiffer(listed, held) ? young : null;
}

/** An evaluation that is counted was finished; it may be in review, or retracted, since. */
const isBehind = (kind: Kind, held: Held, listed: Counted): boolean =>
  rankOf(held.status) < rankOf(kind === "survey" ? listed.status : "InReview");

/** Genesys has refused its document for want of a permission, or no longer returns it. */
function reasonOf(problem: string | null): Explanation | null {
  if (problem === null) return null;
  if (/^403\b/.test(problem)) return "notPermitted";
  return /does not return it\.$/.test(problem) ? "deleted" : null;
}
