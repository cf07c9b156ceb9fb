import { PassThrough } from "node:stream";
import { keepPrinted } from "../printed.ts";
import type { World } from "./terminal.ts";

/** What somebody types when a question that contains the words has been asked; each is used once, in order. */
export type Script = readonly (readonly [question: string, keys: string])[];

export const enter = "\r";
export const ctrlC = "\u0003";

/** A terminal with a person at it, to be spread into a `World`; `screen` is all that they have seen. */
export function seat(script: Script): Pick<World, "context"> & { readonly screen: () => string } {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  const stderr = Object.assign(new PassThrough(), { isTTY: true, columns: 100 });
  const open = [...script];
  let seen = "";
  let unanswered = "";
  stderr.on("data", (chunk: Buffer) => {
    seen += chunk.toString();
    unanswered += chunk.toString();
    const [question, keys] = open[0] ?? [];
    if (question === undefined || keys === undefined || !unanswered.includes(question)) return;
    open.shift();
    unanswered = "";
    setImmediate(() => stdin.write(keys));
  });
  const screen = (): string => {
    keepPrinted(seen);
    return seen;
  };
  return { context: { stdin, stderr }, screen };
}
