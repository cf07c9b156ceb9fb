import { describe, exitCode } from "../exit-codes.ts";
import type { Log } from "./log.ts";

/** Has a fault that nobody caught stand in the log too, where Node would print it in its own words. */
export function logProcessFailures(log: Log): void {
  process.on("uncaughtException", (error) => {
    logFailure(log, error);
    process.exit(1);
  });
}

/** What ended the command. */
export function logFailure(log: Log, error: unknown): void {
  const { message, ...details } = describe(error);
  if (message !== "") log.error("failed", message, { ...details, exit_code: exitCode(error) });
}
