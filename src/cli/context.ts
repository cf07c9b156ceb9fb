import { homedir } from "node:os";
import type { Readable, Writable } from "node:stream";
import { type Clock, systemClock } from "../base/index.ts";
import type { Log } from "./log/log.ts";

/** A stream that may be a terminal. */
export type TerminalStream = Writable & { readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number };

/** What a command takes from its process, as an argument, so that a test can own it. */
export interface Surroundings {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: TerminalStream;
  readonly stderr: TerminalStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** The same, with the log that a command writes to: standard error itself is for questions to somebody at a terminal. */
export interface Context extends Surroundings {
  readonly log: Log;
}

/** The context of this process. The first Ctrl-C stops the run in order, a second one at once. */
export function processContext(): Surroundings {
  const interrupt = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
      if (interrupt.signal.aborted) process.exit(130);
      interrupt.abort();
    });
  }
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    home: homedir(),
    platform: process.platform,
    clock: systemClock,
    signal: interrupt.signal,
  };
}

/** Resolves when Ctrl-C ends what runs until then. */
export const stopped = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
