import { isRecord, readTime, textOf } from "../../base/index.ts";
import { type DocumentKind, rankOf } from "../../collect/index.ts";
import { statusOfSurvey } from "../../csat/index.ts";

/** Documents in the warehouse: those that arrive, the findings of sweeps, and why an interaction is not there. */
export type StoredKind = DocumentKind | "survey-sighting" | "evaluation-sighting" | "unlinked";

/** Which source's response a document speaks of. */
export const sourceOf: Readonly<Partial<Record<StoredKind, "survey" | "evaluation">>> = {
  survey: "survey",
  "survey-sighting": "survey",
  evaluation: "evaluation",
  "evaluation-sighting": "evaluation",
};

/**
 * The document that has the answers is later than one of the same status that has none; what was read in bulk is between
 * them, whichever came first.
 */
function rankOfSurvey(document: unknown): number {
  const [status, completedDate] = [textOf(document, "status"), textOf(document, "completedDate")];
  const rank = rankOf(statusOfSurvey({ status, completedDate }));
  if (!isRecord(document) || document["answers"] == null) return rank;
  return rank + (document["bulk"] == null ? 0.25 : 0.125);
}

/** Of an evaluation that has not changed meanwhile, the document is later than what was read in bulk, whichever came first. */
function ageOfEvaluation(document: unknown): number {
  const changed = readTime(textOf(document, "changedDate") ?? textOf(document, "submittedDate")) ?? 0;
  return isRecord(document) && document["bulk"] != null ? changed - 0.5 : changed;
}

/**
 * Which of two versions of one document is the later: by its own status or dates, else by when it was fetched. Greater
 * is later.
 */
export function ageOf(kind: StoredKind, document: unknown): number {
  switch (kind) {
    case "survey":
      return rankOfSurvey(document);
    case "evaluation":
      return ageOfEvaluation(document);
    case "interaction":
      return textOf(document, "conversationEnd") === null ? 0 : 1;
    // A look-up that returns none today does not make a known name unknown.
    case "user":
    case "queue":
    case "wrap-up-code":
    case "division":
    case "team":
      return textOf(document, "name") === null ? 0 : 1;
    default:
      return 0;
  }
}
