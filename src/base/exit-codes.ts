import {
  CredentialsError,
  HeldError,
  InterruptedError,
  PermissionError,
  RequestError,
  UnreachableError,
  UsageError,
} from "./errors.ts";

/** Exit codes of the command line, which a warehouse also records of its runs; docs/cli.md explains each to users. */
export const exitCodes = {
  done: 0,
  fault: 1,
  usage: 2,
  credentials: 3,
  permission: 4,
  unreachable: 5,
  incomplete: 6,
  held: 7,
  stale: 8,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The exit code of a failure; an unknown kind of failure is a bug. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof UsageError) return exitCodes.usage;
  if (error instanceof HeldError) return exitCodes.held;
  if (error instanceof CredentialsError) return exitCodes.credentials;
  if (error instanceof PermissionError) return exitCodes.permission;
  if (error instanceof UnreachableError || error instanceof RequestError) return exitCodes.unreachable;
  if (isInterruption(error)) return exitCodes.interrupted;
  return exitCodes.fault;
}

/** Whether it is what an aborted signal makes of running work. */
export const isInterruption = (error: unknown): boolean =>
  error instanceof InterruptedError || (error instanceof Error && error.name === "AbortError");
