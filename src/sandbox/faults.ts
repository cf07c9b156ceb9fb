import { connectionFaults } from "./faults/connection.ts";
import { encodingFaults } from "./faults/encoding.ts";
import type { Fault } from "./faults/fault.ts";
import { hostileFaults } from "./faults/hostile-values.ts";
import { itemFaults } from "./faults/items.ts";
import { latenessFaults } from "./faults/lateness.ts";
import { limitHeaderFaults } from "./faults/limit-headers.ts";
import { pageFaults } from "./faults/pages.ts";
import { refusingFaults } from "./faults/refusing.ts";
import { rowFaults } from "./faults/rows.ts";
import { vocabularyFaults } from "./faults/vocabulary.ts";
import { wrongDocumentFaults } from "./faults/wrong-documents.ts";

const table = {
  ...refusingFaults,
  ...connectionFaults,
  ...encodingFaults,
  ...limitHeaderFaults,
  ...pageFaults,
  ...rowFaults,
  ...vocabularyFaults,
  ...itemFaults,
  ...wrongDocumentFaults,
  ...latenessFaults,
  // Last: some of its values cannot be read and written again.
  ...hostileFaults,
};

/** Name of a fault, as `faults` explains it. */
export type FaultName = keyof typeof table;

/**
 * What can go wrong on demand. Faults can be combined. They are seeded: the same requests meet the same faults. None
 * strikes the same request more than twice in a row, except those that say that they never stop or always strike.
 */
export const faults: Readonly<Record<FaultName, Fault>> = table;
