import { readTime } from "../../base/index.ts";
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

const text = (document: unknown, field: string): string | null => {
  const value: unknown = document && typeof document === "object" ? Reflect.get(document, field) : undefined;
  return typeof value === "string" ? value : null;
};

/** The document that has the answers is later than one of the same status that has none. */
function rankOfSurvey(document: unknown): number {
  const [status, completedDate] = [text(document, "status"), text(document, "completedDate")];
  const answers: unknown = document && typeof document === "object" ? Reflect.get(document, "answers") : null;
  return rankOf(statusOfSurvey({ status, completedDate })) + (answers == null ? 0 : 0.25);
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
      return readTime(text(document, "changedDate") ?? text(document, "submittedDate")) ?? 0;
    case "interaction":
      return text(document, "conversationEnd") === null ? 0 : 1;
    default:
      return 0;
  }
}
