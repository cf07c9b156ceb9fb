import { mkdir, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { NotAFileError, openScratch, readPlace, readRegularFile, replaceFile, UsageError } from "../base/index.ts";

/** A file's text and its POSIX permission bits. */
export interface FileText {
  readonly text: string;
  readonly mode: number;
}

/** Reads a file; null where there is none. Any other error of the operating system is thrown as it is. */
export type ReadFile = (path: string) => Promise<FileText | null>;

/** Reads from disk. Text is UTF-8, with or without a byte order mark. */
export const readFileFromDisk: ReadFile = async (path) => {
  const file = await readRegularFile(path);
  return file && { text: new TextDecoder("utf-8", { fatal: true }).decode(file.bytes), mode: file.mode };
};

/** As `readFile`, with every failure put into words. */
export async function readIfThere(readFile: ReadFile, path: string): Promise<FileText | null> {
  try {
    return await readFile(path);
  } catch (error) {
    const [what, todo] = explainFailure(error, "read");
    throw new UsageError(`Cannot read ${path}: ${what}.`, todo);
  }
}

const codeOf = (error: unknown): unknown =>
  typeof error === "object" && error !== null && "code" in error ? error.code : undefined;

/** The fault of a file, as the end of a sentence, and what to do. */
export function explainFailure(error: unknown, to: "read" | "write"): [what: string, todo: string] {
  if (error instanceof NotAFileError) return [error.message, "Put a file there, or remove it."];
  switch (codeOf(error)) {
    case "EACCES":
    case "EPERM":
      return ["permission denied", `Give the user that runs afterword the right to ${to} it.`];
    case "EISDIR":
      return ["it is a folder", "Put a TOML file there, or remove the folder."];
    case "ERR_ENCODING_INVALID_ENCODED_DATA":
      return ["it is not UTF-8 text", "Save it again as UTF-8; some Windows editors and shells write UTF-16."];
    case "ENOSPC":
    case "EDQUOT":
      return ["no space is left on the device", "Free some space."];
    case "EROFS":
      return ["the file system is read-only", "Use another folder."];
    default:
      return [error instanceof Error ? error.message : String(error), "Check the file and its folder."];
  }
}

/** A file that is to be its owner's alone, and its POSIX permission bits. */
interface Guarded {
  readonly path: string;
  readonly mode: number;
  /** Its content. */
  readonly what: string;
}

/** A sentence for stderr where other users of this machine may read such a file. Windows has no such bits. */
export const exposed = ({ path, mode, what }: Guarded, platform: NodeJS.Platform): string[] =>
  platform === "win32" || (mode & 0o077) === 0
    ? []
    : [`${path} holds ${what} and is open to other users of this machine: run chmod 600 ${path}`];

/**
 * Writes a whole file: under another name first, then moved into place, so that a concurrent reader sees the old one or
 * the new one. A link stays a link. `mode` is the new file's; folders that are made are their owner's alone.
 * @throws {UsageError} where it cannot be written; the old file is then as it was
 */
export async function writeWhole(path: string, text: string, mode: number): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const target = await readPlace(path);
    await using scratch = await openScratch(dirname(target));
    const whole = join(scratch.path, "whole");
    await writeAndSync(whole, text);
    await replaceFile(whole, target, mode);
  } catch (error) {
    const [what, todo] = explainFailure(error, "write");
    throw new UsageError(`Cannot write ${path}: ${what}.`, todo);
  }
}

async function writeAndSync(path: string, text: string): Promise<void> {
  await using file = await open(path, "wx", 0o600);
  await file.writeFile(text);
  await file.sync();
}
