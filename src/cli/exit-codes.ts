import {
  AfterwordError,
  type ExitCode,
  exitCodeOf,
  exitCodes,
  InterruptedError,
  isInterruption,
  plain,
} from "../base/index.ts";

/** The reader of our output went away (`… | head`): not an error. */
export class ClosedPipe extends Error {}

/** The exit code of what ended a command. */
export const exitCode = (error: unknown): ExitCode =>
  error instanceof ClosedPipe ? exitCodes.done : exitCodeOf(error);

/** A failure in words. */
interface Failure {
  /** What happened, to which thing; empty where nobody needs to know. */
  readonly message: string;
  /** What to do next; of a bug its stack, which is to be reported. */
  readonly hint: string;
  /** The kind of failure, as the library calls it. */
  readonly code: string;
}

/** A failure in words: what happened, to which thing, and what to do next. Only a bug shows its stack. */
export function describe(error: unknown): Failure {
  if (error instanceof ClosedPipe) return { message: "", hint: "", code: "closed" };
  if (error instanceof AfterwordError) return { message: error.message, hint: error.hint, code: error.code };
  if (isInterruption(error)) return describe(new InterruptedError());
  return {
    message: "Afterword failed unexpectedly. This is a bug: please report it with the command and these lines.",
    hint: error instanceof Error ? (error.stack ?? error.message) : String(error),
    code: "fault",
  };
}

/** The same as lines for people. */
export function explain(error: unknown): string {
  const { message, hint } = describe(error);
  return message === "" ? "" : `${plain(message, "lines")}\n${plain(hint, "lines")}\n`;
}
