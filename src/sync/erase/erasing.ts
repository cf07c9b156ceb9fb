import type { Clock } from "../../base/index.ts";
import type { Reader, Transaction, Warehouse } from "../../warehouse/index.ts";
import type { Erasures } from "../documents/erasures.ts";
import type { HashAddress } from "../documents/hash-address.ts";

/** How many went, or would go. */
export interface ErasedCounts {
  readonly interactions: number;
  /** Whose rows went; of an agent, those that named them. */
  readonly responses: number;
  readonly answers: number;
  /** Of an agent, those that were rewritten without them. */
  readonly documents: number;
  readonly problems: number;
}

/** What was found of one thing that is to be erased. */
export interface ErasedParts {
  readonly counts: ErasedCounts;
  /** Responses whose rows go, or of an agent those that name them, by id. */
  readonly responses: readonly string[];
  /** By what files outside the warehouse, such as saved views, may name it: ids, names. In no receipt. */
  readonly mentions: readonly string[];
}

/** What every step of erasing in one organization shares. */
export interface Erasing {
  readonly reader: Pick<Reader, "query">;
  readonly organization: string;
  readonly hashAddress: HashAddress;
  readonly signal: AbortSignal | undefined;
  /** Called with what files outside the warehouse may name it by, before anything is changed: afterwards nobody knows. */
  readonly onFound?: ((mentions: readonly string[]) => Promise<void>) | undefined;
  /** Null where it only looks, and changes nothing. */
  readonly writing: Writing | null;
}

/** What is needed to change something. */
export interface Writing {
  readonly warehouse: Warehouse;
  readonly organization: string;
  readonly erasures: Erasures;
  readonly hashAddress: HashAddress;
  readonly clock: Clock;
  /** ISO time. */
  readonly at: string;
  readonly signal: AbortSignal | undefined;
  /** Whether a killed process had begun it. */
  readonly isResumed: boolean;
  /** Notes in a transaction what it erases; without more, that it has begun. */
  note(tx: Transaction, counts?: Partial<ErasedCounts>): Promise<void>;
}

export const nothing: ErasedCounts = { interactions: 0, responses: 0, answers: 0, documents: 0, problems: 0 };

export const add = (one: ErasedCounts, other: ErasedCounts): ErasedCounts => ({
  interactions: one.interactions + other.interactions,
  responses: one.responses + other.responses,
  answers: one.answers + other.answers,
  documents: one.documents + other.documents,
  problems: one.problems + other.problems,
});
