import { DecodeError, type Interval, PermissionError, RequestError } from "../base/index.ts";
import type { Source } from "./request.ts";

/** One document that costs only itself. */
export interface Problem {
  readonly kind: "survey" | "evaluation" | "interaction" | "form" | "name" | "row";
  readonly id: string;
  readonly reason: string;
}

/** A source that gave nothing: it may not be read, or none of its routes works. */
export interface Skipped {
  readonly source: Source;
  readonly error: PartialError;
}

/** What a run reports in addition to its records. */
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
  const solved = new Map<string, Pick<Problem, "kind" | "id">>();
  let open: Interval[] = [];
  const unreadable = new Map<string, unknown>();
  let deleted = 0;
  const readable = new Set<Problem["kind"]>();
  const refusals = new Map<Problem["kind"], number>();
  const closed = new Map<string, PartialError>();
  const problem = (kind: Problem["kind"], id: string, reason: string): void =>
    void problems.set(`${kind} ${id}`, { kind, id, reason });
  return {
    note: (sentence: string): void => void notes.add(sentence),
    miss: (sentence: string): void => void missing.add(sentence),
    /**
     * A stretch of time that was not read whole, as a sentence: its data is missing, and the stretch is to be read
     * again.
     */
    leaveOpen(stretch: Interval, sentence: string): void {
      missing.add(sentence);
      open.push(stretch);
    },
    /** The stretches that were left open since this was last asked. */
    takeOpen(): readonly Interval[] {
      const stretches = open;
      open = [];
      return stretches;
    },
    skip: (source: Source, error: PartialError): void => void skipped.push({ source, error }),
    problem,
    /** It is asked for again: what went wrong before counts no more. */
    solve(kind: Problem["kind"], id: string): void {
      problems.delete(`${kind} ${id}`);
      solved.set(`${kind} ${id}`, { kind, id });
    },
    solved: (): readonly Pick<Problem, "kind" | "id">[] => [...solved.values()],
    /** Surveys that were found and are gone: counted together, however many steps a run takes. */
    countDeleted(surveys: number): void {
      deleted += surveys;
    },
    /** A document of this kind has come: it may be read. */
    came: (kind: Problem["kind"]): void => void readable.add(kind),
    hasCome: (kind: Problem["kind"]): boolean => readable.has(kind),
    /** One was refused. @returns how many were in this run, of a kind of which none has come; 0 once one has */
    refuse(kind: Problem["kind"]): number {
      if (readable.has(kind)) return 0;
      const count = (refusals.get(kind) ?? 0) + 1;
      refusals.set(kind, count);
      return count;
    },
    /** An endpoint, by its name, that refuses everything is not asked again in this run. */
    close: (endpoint: string, error: PartialError): void => void closed.set(endpoint, error),
    /** Whether this failure is of such an endpoint, and not of the one thing that it was asked for. */
    closes: (error: unknown): boolean => [...closed.values()].some((one) => one === error),
    /** How it refused; null where it did not. */
    closed: (endpoint: string): PartialError | null => closed.get(endpoint) ?? null,
    /** A partial failure as the problem of one document. Rethrows any other error. */
    fail(kind: Problem["kind"], id: string, error: unknown): void {
      problem(kind, id, reasonOf(error));
      if (error instanceof DecodeError) unreadable.set(`${kind} ${id}`, error.document);
    },
    /** The document that could not be read, unchanged; undefined where none came. */
    unreadable: ({ kind, id }: Problem): unknown => unreadable.get(`${kind} ${id}`),
    report: (): Report => ({
      notes: [...notes, ...formatDeleted(deleted)],
      missing: [...missing],
      problems: [...problems.values()],
      skipped: [...skipped],
    }),
  };
}

function formatDeleted(surveys: number): string[] {
  if (surveys === 0) return [];
  return [
    `${surveys === 1 ? "1 survey of the range has" : `${surveys} surveys of the range have`} been deleted since.`,
  ];
}

export type Findings = ReturnType<typeof createFindings>;

/**
 * The failure of one thing — refused, absent, unreadable — that leaves the rest to be had. Everything else flies on: a
 * connection that is gone, an interrupt, a bug.
 */
export type PartialError = PermissionError | RequestError | DecodeError;
export const isPartial = (error: unknown): error is PartialError =>
  error instanceof PermissionError || error instanceof RequestError || error instanceof DecodeError;

/** Lets a partial failure pass, since the rest can still be read; rethrows any other error. */
export function rethrowUnlessPartial(error: unknown): asserts error is PartialError {
  if (!isPartial(error)) throw error;
}

/** The reason of a partial failure as a sentence. */
export function reasonOf(error: unknown): string {
  rethrowUnlessPartial(error);
  return error.message;
}

/** Several failures as one: of permissions if all are, naming every one; else the first that is something else. */
export function together(errors: readonly PartialError[]): Error {
  const refusals = errors.filter((error) => error instanceof PermissionError);
  const other = errors.find((error) => !(error instanceof PermissionError));
  if (other) return other;
  const message = errors.map((error) => error.message).join(" ");
  return new PermissionError(
    message,
    refusals[0]?.hint ?? "",
    refusals.flatMap(({ permissions }) => permissions),
  );
}
