import {
  AfterwordError,
  CredentialsError,
  HeldError,
  InterruptedError,
  PermissionError,
  plain,
  RequestError,
  UnreachableError,
  UsageError,
} from "../base/index.ts";

/** Exit codes; docs/cli.md explains each to users. */
export const exitCodes = {
  done: 0,
  fault: 1,
  usage: 2,
  credentials: 3,
  permission: 4,
  unreachable: 5,
  incomplete: 6,
  held: 7,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The reader of our output went away (`… | head`): not an error. */
export class ClosedPipe extends Error {}

/** The exit code of a failure; an unknown kind of failure is a bug. */
export function exitCode(error: unknown): ExitCode {
  if (error instanceof ClosedPipe) return exitCodes.done;
  if (error instanceof UsageError) return exitCodes.usage;
  if (error instanceof HeldError) return exitCodes.held;
  if (error instanceof CredentialsError) return exitCodes.credentials;
  if (error instanceof PermissionError) return exitCodes.permission;
  if (error instanceof UnreachableError || error instanceof RequestError) return exitCodes.unreachable;
  if (error instanceof InterruptedError || isAbort(error)) return exitCodes.interrupted;
  return exitCodes.fault;
}

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === "AbortError";

/** A failure in words: what happened, to which thing, and what to do next. Only a bug shows its stack. */
export function explain(error: unknown): string {
  if (error instanceof ClosedPipe) return "";
  if (error instanceof AfterwordError) return `${plain(error.message, "lines")}\n${plain(error.hint, "lines")}\n`;
  if (isAbort(error)) return explain(new InterruptedError());
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `Afterword failed unexpectedly. This is a bug: please report it with the command and these lines.\n${plain(stack, "lines")}\n`;
}
