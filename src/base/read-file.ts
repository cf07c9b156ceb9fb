import { constants, lstat, open, realpath } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

/** The bytes of a file, its POSIX permission bits and its owner. */
interface FileBytes {
  readonly bytes: Buffer;
  readonly mode: number;
  readonly uid: number;
}

/** The path is not a file, or is a link that leads nowhere: neither is the same as nothing. */
export class NotAFileError extends Error {}

/**
 * Reads a file; null where there is nothing. Throws where it is there and cannot be read: the operating system's error,
 * or {@link NotAFileError}. A pipe would be waited for without end, and a link to nothing was meant to lead to
 * something.
 */
export async function readRegularFile(path: string): Promise<FileBytes | null> {
  try {
    // Without O_NONBLOCK, which Windows has not, opening a pipe waits for somebody to write into it.
    await using file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const kind = await file.stat();
    if (kind.isDirectory()) throw new NotAFileError("it is a folder");
    if (!kind.isFile()) throw new NotAFileError("it is a device or a pipe, and no file");
    return { bytes: await file.readFile(), mode: kind.mode, uid: kind.uid };
  } catch (error) {
    // ENOTDIR: a folder of the path is a file, so there is nothing below it either.
    const absent = error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
    if (!absent) throw error;
    const link = await deadLink(path);
    if (link !== null)
      throw new NotAFileError(link === path ? "it is a link to nothing" : `${link} is a link to nothing`);
    return null;
  }
}

/** The part of a path at which it ends, where that is a link. */
async function deadLink(path: string): Promise<string | null> {
  for (let part = path; part !== dirname(part); part = dirname(part)) {
    const kind = await lstat(part).catch(() => null);
    if (kind) return kind.isSymbolicLink() ? part : null;
  }
  return null;
}

/** The one name of a file, there or not yet: links are followed, so that two names of it are known for one file. */
export async function readPlace(file: string): Promise<string> {
  const path = resolve(file);
  try {
    return await realpath(path);
  } catch {
    return join(await realpath(dirname(path)).catch(() => dirname(path)), basename(path));
  }
}
