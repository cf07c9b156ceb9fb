import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { join } from "node:path";
import { newFolder } from "../new-folder.ts";
import { keepPrinted } from "../printed.ts";
import type { Ran } from "./terminal.ts";

/** The program as it ships; `npm test` has compiled it. */
export const program = join(import.meta.dirname, "..", "..", "dist", "cli", "main.js");

export interface Running {
  /** Its folder and its home. */
  readonly cwd: string;
  readonly child: ChildProcessWithoutNullStreams;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves when the process has ended. */
  readonly end: Promise<Ran & { readonly signal: NodeJS.Signals | null }>;
}

/** Starts `afterword` as a process of its own, in an empty home and folder, with nothing of our environment. */
export function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
  const home = newFolder();
  const child = spawn(process.execPath, [program, ...args], { cwd: home, env: { HOME: home, ...env } });
  let [stdout, stderr] = ["", ""];
  // As text, whose characters may lie in two chunks.
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const end = new Promise<Ran & { signal: NodeJS.Signals | null }>((resolve) => {
    child.on("close", (code, signal) => {
      // The sandbox announces its own secret on stdout: that is what it is for.
      keepPrinted(args[0] === "sandbox" ? stderr : stdout + stderr);
      resolve({ code: code ?? -1, signal, stdout, stderr });
    });
  });
  return { cwd: home, child, stdout: () => stdout, stderr: () => stderr, end };
}

/** Waits until it is so. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10));
}

/**
 * Kills the process in the turn of the event loop in which the request arrives; returns whether it was still running.
 */
export async function killAt({ child, end }: Running, isSo: () => boolean): Promise<number> {
  let over = false;
  void end.then(() => {
    over = true;
  });
  while (!over && !isSo()) await new Promise((resolve) => setImmediate(resolve));
  child.kill("SIGKILL");
  return (await end).signal === "SIGKILL" ? 1 : 0;
}
