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

/** A failure in words: what happened, to which thing, and what to do next. Only a bug shows its stack. */
export function explain(error: unknown): string {
  if (error instanceof ClosedPipe) return "";
  if (error instanceof AfterwordError) return `${plain(error.message, "lines")}\n${plain(error.hint, "lines")}\n`;
  if (isInterruption(error)) return explain(new InterruptedError());
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `Afterword failed unexpectedly. This is a bug: please report it with the command and these lines.\n${plain(stack, "lines")}\n`;
}
