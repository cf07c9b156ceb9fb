import { createWriteStream } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import type { Writable } from "node:stream";
import { UsageError } from "../base/index.ts";
import { ClosedPipe } from "./exit.ts";

/** Where data goes: nothing of it is to be seen before `finish`, where it is a file. */
export interface Output extends AsyncDisposable {
  write(data: string | Uint8Array): Promise<void>;
  finish(): Promise<void>;
}

/**
 * Opens `--out FILE`, or standard output. A file is written beside its name and moved into place at the end, so that an
 * interrupted run leaves the old one as it was; a device or a pipe is written straight. Throws UsageError where it
 * cannot be written, before a request is spent.
 */
export async function openOutput(file: string | undefined, stdout: Writable): Promise<Output> {
  if (file === undefined)
    return toStream(stdout, "standard output", { finish: async () => {}, discard: async () => {} });
  const existing = await stat(file).catch(() => null);
  if (existing?.isDirectory()) throw new UsageError(`Cannot write ${file}: it is a folder.`, "Name a file with --out.");
  const straight = existing !== null && !existing.isFile();
  const target = straight ? file : `${file}.${process.pid}.part`;
  const stream = createWriteStream(target, { flags: straight ? "w" : "wx" });
  await new Promise<void>((resolve, reject) => {
    stream.once("open", () => resolve());
    stream.once("error", (error) => reject(unwritable(file, error)));
  });
  const close = () => new Promise<void>((resolve) => stream.close(() => resolve()));
  return toStream(stream, file, {
    finish: async () => {
      await close();
      if (!straight) await rename(target, file).catch((error: unknown) => Promise.reject(unwritable(file, error)));
    },
    discard: async () => {
      await close();
      if (!straight) await rm(target, { force: true });
    },
  });
}

/** Characters written at once: writing an extraction record by record, some 4 kB each, took 7 % of its CPU. */
const piece = 64 * 1024;

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
      if (held.length >= piece) await flush();
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
