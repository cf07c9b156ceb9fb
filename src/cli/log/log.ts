import { isoTime, plain } from "../../base/index.ts";
import { fold, type Screen } from "../screen/messages.ts";
import type { LogOptions } from "./options.ts";

export type Level = "info" | "warning" | "error";

/** What a program may want to know in addition to the sentence. */
export interface Details {
  readonly counts?: Readonly<Record<string, number | null>>;
  /** What to do next: a line of its own for people. */
  readonly hint?: string | undefined;
  readonly [key: string]: unknown;
}

type Write = (event: string, message: string, details?: Details) => void;

/** Standard error, as sentences for people or as one JSON object a line. */
export interface Log {
  /** Of the process, or of the sync that it is about: the `run_id` of `sync_run`. */
  readonly runId: string;
  /** Nothing but warnings and errors is written. */
  readonly quiet: boolean;
  readonly info: Write;
  readonly warning: Write;
  readonly error: Write;
  /** What people see for themselves, and a program does not: written as JSON only. */
  readonly fact: (event: string, details?: Details) => void;
  /** Where a line may be drawn over itself; null where nobody watches a terminal, or wants no such line. */
  readonly screen: Screen | null;
  /** The same log, of another run, or with something before each sentence for people. */
  readonly of: (changes: { readonly runId?: string; readonly prefix?: () => string }) => Log;
}

interface Options extends LogOptions {
  readonly runId: string;
  readonly now: () => number;
  readonly prefix?: () => string;
}

export function createLog(stderr: Screen, options: Options): Log {
  const { format, quiet, runId, now, prefix = () => "" } = options;
  const line = (level: Level, event: string, details: object): void =>
    void stderr.write(`${JSON.stringify({ time: isoTime(now()), run_id: runId, level, event, ...details })}\n`);
  const sentence = (level: Level, message: string, { hint }: Details): void => {
    const text = [message, ...(hint ? [hint] : [])].map((one) => plain(one, level === "error" ? "lines" : "line"));
    stderr.write(`${fold(`${prefix()}${text.join("\n")}`, stderr)}\n`);
  };
  const at =
    (level: Level): Write =>
    (event, message, details = {}) => {
      if (quiet && level === "info") return;
      if (format === "json") line(level, event, { message: plain(message, "lines"), ...details });
      else sentence(level, message, details);
    };
  return {
    runId,
    quiet,
    info: at("info"),
    warning: at("warning"),
    error: at("error"),
    fact: (event, details = {}) => {
      if (format === "json" && !quiet) line("info", event, details);
    },
    screen: format === "text" && !quiet && stderr.isTTY === true ? stderr : null,
    of: (changes) => createLog(stderr, { ...options, ...changes }),
  };
}
