import { readTime, textOf } from "../../base/index.ts";

/** The time of a response, or of an interaction, by its document. */
export const timeOfDocument = (document: unknown): number | null =>
  readTime(
    textOf(document, "completedDate") ?? textOf(document, "submittedDate") ?? textOf(document, "conversationStart"),
  );
