import { connectionFaults } from "./connection.ts";
import type { Fault } from "./fault.ts";
import { hostileFaults } from "./hostile-values.ts";
import { pageFaults } from "./pages.ts";
import { rateLimitFaults, rateLimitHeaderFaults } from "./rate-limit.ts";
import { serverErrorFaults } from "./server-errors.ts";
import { spoiltDocumentFaults } from "./spoilt-documents.ts";
import { vocabularyFaults } from "./vocabulary.ts";
import { wrongDocumentFaults } from "./wrong-or-late-documents.ts";

const table = {
  ...rateLimitFaults,
  ...serverErrorFaults,
  ...connectionFaults,
  ...rateLimitHeaderFaults,
  ...pageFaults,
  ...vocabularyFaults,
  ...spoiltDocumentFaults,
  ...wrongDocumentFaults,
  // Last: some of its values cannot be read and written again.
  ...hostileFaults,
};

/** Name of a fault, as `faults` explains it. */
export type FaultName = keyof typeof table;

/**
 * What can go wrong on demand. Faults can be combined. They are seeded: the same requests meet the same faults. None
 * strikes the same request more than twice in a row, except those that never stop or always strike, by their
 * description.
 */
export const faults: Readonly<Record<FaultName, Fault>> = table;
