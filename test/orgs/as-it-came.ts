import type { KeepRules } from "../../src/sync/documents/kept-document.ts";

/** Keeps every address and every text of a document as it came, so that a test sees which version is stored. */
export const asItCame: KeepRules = {
  hashAddress: (address) => address,
  redaction: { kinds: [], patterns: {} },
  redact: (text) => text,
  textsFrom: Number.NEGATIVE_INFINITY,
  agentsFrom: Number.NEGATIVE_INFINITY,
  documentsFrom: Number.NEGATIVE_INFINITY,
  now: 0,
};
