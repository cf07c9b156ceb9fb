import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { InterruptedError } from "../../base/index.ts";
import type { Context } from "../context.ts";

/** Somebody at a terminal who can be asked. */
export interface Questions extends Disposable {
  /** The typed answer, trimmed. Keys typed before a question are not shown. */
  ask(question: string): Promise<string>;
  /** The same, without showing it. */
  askSecret(question: string): Promise<string>;
  /** False for anything but a yes. */
  confirm(question: string): Promise<boolean>;
  /** Aborts with Ctrl-C, which is a key like any other while the terminal is read key by key. */
  readonly signal: AbortSignal;
}

/** Whether there is somebody to ask: questions go to standard error, answers come from standard input. */
export const isAttended = ({ stdin, stderr }: Pick<Context, "stdin" | "stderr">): boolean =>
  stdin.isTTY === true && stderr.isTTY === true;

/** Takes over the terminal until it is disposed. */
export function openQuestions({
  stdin,
  stderr,
  signal: outer,
}: Pick<Context, "stdin" | "stderr" | "signal">): Questions {
  const interrupt = new AbortController();
  const signal = AbortSignal.any([outer, interrupt.signal]);
  const lines: string[] = [];
  let waiting: ((line: string) => void) | null = null;
  // Silent from the end of one answer to the next question: a pasted pair of id and secret must not show the secret.
  let silent = true;
  const screen = new Writable({
    write: (chunk: Buffer, _, done) => {
      if (!silent) stderr.write(chunk);
      done();
    },
  });
  Object.defineProperty(screen, "columns", { get: () => stderr.columns });
  // Without a history: the arrow keys would bring the secret back.
  const reader = createInterface({ input: stdin, output: screen, terminal: true, historySize: 0 });
  const stop = (): void => interrupt.abort();
  reader.on("SIGINT", stop).on("close", stop);
  reader.on("line", (line) => {
    silent = true;
    const take = waiting;
    // Before anything else runs: a second line of one paste is the next answer.
    waiting = null;
    if (take) take(line);
    else lines.push(line);
  });

  async function nextLine(): Promise<string> {
    const early = lines.shift();
    if (early !== undefined) {
      if (!silent) stderr.write("\n");
      silent = true;
      return early.trim();
    }
    let abort = (): void => {};
    try {
      return await new Promise<string>((resolve, reject) => {
        abort = () => {
          stderr.write("\n");
          reject(new InterruptedError());
        };
        if (signal.aborted) abort();
        signal.addEventListener("abort", abort, { once: true });
        waiting = (line) => resolve(line.trim());
      });
    } finally {
      waiting = null;
      signal.removeEventListener("abort", abort);
    }
  }

  async function ask(question: string): Promise<string> {
    silent = false;
    reader.setPrompt(question);
    if (lines.length > 0) stderr.write(question);
    else reader.prompt(true);
    return nextLine();
  }

  return {
    signal,
    ask,
    async askSecret(question) {
      silent = true;
      stderr.write(question);
      const answer = await nextLine();
      stderr.write("\n");
      return answer;
    },
    confirm: async (question) => /^y(es)?$/i.test(await ask(`${question} [y/N] `)),
    [Symbol.dispose]() {
      reader.off("close", stop).close();
    },
  };
}
