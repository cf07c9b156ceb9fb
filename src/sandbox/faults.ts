import { connectionFaults } from "./faults/connection.ts";
import { documentFaults } from "./faults/documents.ts";
import type { Fault } from "./faults/fault.ts";
import { latenessFaults } from "./faults/lateness.ts";
import { pageFaults } from "./faults/pages.ts";
import { refusingFaults } from "./faults/refusing.ts";

const table = { ...refusingFaults, ...connectionFaults, ...pageFaults, ...documentFaults, ...latenessFaults };

export type FaultName = keyof typeof table;

/**
 * What can go wrong on demand. Faults can be combined. They are seeded: the same requests meet the same faults. None
 * strikes the same request more than twice in a row, except those that say that they never stop or always strike.
 */
export const faults: Readonly<Record<FaultName, Fault>> = table;
