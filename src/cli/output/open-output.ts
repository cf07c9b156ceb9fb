import { createWriteStream, fstat, fsync } from "node:fs";
import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Writable } from "node:stream";
import { promisify } from "node:util";
import { isWithoutSync, openScratch, ownersAlone, readPlace, replaceFile, UsageError } from "../../base/index.ts";
import { ClosedPipe } from "../exit-codes.ts";
import { type OwnFileFlags, refuseOwnFile } from "./protected-files.ts";

/** Where data goes: a file appears only at `finish`. */
export interface Output extends AsyncDisposable {
  write(data: string | Uint8Array): Promise<void>;
  finish(): Promise<void>;
}

/** A file that `--out` names and that may be written, from {@link readOut}. */
export interface OutFile {
  /** As it was written, for messages. */
  readonly name: string;
  readonly path: string;
}

/**
 * The file that `--out` names; undefined where that is standard output, without the flag or by the name `-`.
 * @throws {UsageError} where it is one of Afterword's own
 */
export async function readOut(
  context: Parameters<typeof refuseOwnFile>[0],
  { out, ...flags }: OwnFileFlags & { readonly out?: string | undefined },
): Promise<OutFile | undefined> {
  if (out === undefined || out === "-") return undefined;
  return { name: out, path: await refuseOwnFile(context, flags, { flag: "--out", file: out }) };
}

/**
 * Opens `--out FILE`, or standard output. A file is written in a folder next to it and moved into place at the end, so that an
 * interrupted run leaves the old one as it was; a device or a pipe is written directly. Throws UsageError where it
 * cannot be written, before a request is spent.
 */
export async function openOutput(out: OutFile | undefined, stdout: Writable): Promise<Output> {
  if (out === undefined)
    return toStream(stdout, "standard output", { finish: () => toDisk(stdout), discard: async () => {} });
  const { name, path } = out;
  const existing = await stat(path).catch(() => null);
  if (existing?.isDirectory()) throw new UsageError(`Cannot write ${name}: it is a folder.`, "Name a file with --out.");
  if (existing !== null && !existing.isFile()) {
    const direct = await openFile(path, "w", name);
    return toStream(direct.stream, name, { finish: direct.close, discard: direct.close });
  }
  const target = await readPlace(path);
  const refuse = (error: unknown) => Promise.reject(unwritable(name, error));
  const scratch = await openScratch(dirname(target)).catch(refuse);
  const discard = () => scratch[Symbol.asyncDispose]();
  const whole = join(scratch.path, "whole");
  const { stream, close } = await openFile(whole, "wx", name).catch(async (error: unknown) => {
    await discard();
    throw error;
  });
  return toStream(stream, name, {
    finish: async () => {
      await close();
      await replaceFile(whole, target).catch(refuse).finally(discard);
    },
    discard: async () => {
      await close();
      await discard();
    },
  });
}

/** Prints the one line that a server has for whoever started it, as all data is written: a reader that is gone ends it silently. */
export async function printLine(stdout: Writable, line: string): Promise<void> {
  await using output = await openOutput(undefined, stdout);
  await output.write(`${line}\n`);
  await output.finish();
}

/** Standard output may be a file; what is noted after it must not outlive it when the machine goes down. */
async function toDisk(stdout: Writable): Promise<void> {
  if (!("fd" in stdout) || typeof stdout.fd !== "number") return;
  // A terminal, a pipe or a device has no disk to wait for, and each system refuses to in words of its own; one of Windows' consoles
  // may refuse to be asked what it is, too.
  const held = await promisify(fstat)(stdout.fd).catch(() => null);
  if (!held?.isFile()) return;
  await promisify(fsync)(stdout.fd).catch((error: unknown) => {
    if (!isWithoutSync(error)) throw unwritable("standard output", error);
  });
}

async function openFile(path: string, flags: string, name: string) {
  const stream = createWriteStream(path, { flags, mode: ownersAlone });
  await new Promise<void>((resolve, reject) => {
    stream.once("open", () => resolve());
    stream.once("error", (error) => reject(unwritable(name, error)));
  });
  return { stream, close: () => new Promise<void>((resolve) => stream.close(() => resolve())) };
}

/** Characters collected before a write: writing an extraction record by record, some 4 kB each, took 7 % of its CPU. */
const bufferSize = 64 * 1024;

function toStream(
  stream: Writable,
  name: string,
  end: { finish: () => Promise<void>; discard: () => Promise<void> },
): Output {
  let open = true;
  let held = "";
  const put = (data: string | Uint8Array): Promise<void> =>
    new Promise((resolve, reject) => {
      stream.write(data, (error) => (error ? reject(unwritable(name, error)) : resolve()));
    });
  async function flush(): Promise<void> {
    const text = held;
    held = "";
    if (text !== "") await put(text);
  }
  // Without a listener an error between two writes would end the process; the next write reports it.
  stream.on("error", () => {});
  return {
    write: async (data) => {
      if (typeof data !== "string") {
        await flush();
        await put(data);
        return;
      }
      held += data;
      if (held.length >= bufferSize) await flush();
    },
    finish: async () => {
      await flush();
      open = false;
      await end.finish();
    },
    [Symbol.asyncDispose]: async () => {
      if (open) await end.discard();
    },
  };
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: "no space is left on the device",
  EDQUOT: "the disk quota is used up",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOENT: "its folder does not exist",
  ENOTDIR: "its folder does not exist",
  EISDIR: "it is a folder",
};

/** A failure to write `name`, in words. */
export function unwritable(name: string, error: unknown): Error {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "EPIPE" || code === "ERR_STREAM_DESTROYED") return new ClosedPipe();
  const reason = reasons[code] ?? (error instanceof Error ? error.message : String(error));
  const full = code === "ENOSPC" || code === "EDQUOT";
  const hint = full ? "Free some space, or name another file with --out." : "Name another file with --out.";
  return new UsageError(`Cannot write ${name}: ${reason}.`, hint, { cause: error });
}
