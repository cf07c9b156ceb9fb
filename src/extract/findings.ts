import { AfterwordError, type PermissionError } from "../base/index.ts";
import type { Source } from "./request.ts";

/** One document that costs only itself. */
export interface Problem {
  readonly kind: "survey" | "evaluation" | "interaction" | "form" | "name" | "row";
  readonly id: string;
  readonly reason: string;
}

/** A source that gave nothing because the OAuth client may not read it. */
export interface Skipped {
  readonly source: Source;
  readonly error: PermissionError;
}

/** What a run has to say beside its records. */
export interface Report {
  /** Worth knowing; nothing is missing because of it. */
  readonly notes: readonly string[];
  /** What is missing, and why: each makes the run incomplete. */
  readonly missing: readonly string[];
  readonly problems: readonly Problem[];
  readonly skipped: readonly Skipped[];
}

/** Collects what is found on the way, each sentence once. */
export function createFindings() {
  const notes = new Set<string>();
  const missing = new Set<string>();
  const problems = new Map<string, Problem>();
  const skipped: Skipped[] = [];
  return {
    note: (sentence: string): void => void notes.add(sentence),
    miss: (sentence: string): void => void missing.add(sentence),
    skip: (source: Source, error: PermissionError): void => void skipped.push({ source, error }),
    problem: (kind: Problem["kind"], id: string, reason: string): void =>
      void problems.set(`${kind} ${id}`, { kind, id, reason }),
    report: (): Report => ({
      notes: [...notes],
      missing: [...missing],
      problems: [...problems.values()],
      skipped: [...skipped],
    }),
  };
}

export type Findings = ReturnType<typeof createFindings>;

/** The reason of a failed document as a sentence; what is no known kind of failure is a bug and flies on. */
export function reasonOf(error: unknown): string {
  if (error instanceof AfterwordError) return error.message;
  throw error;
}
