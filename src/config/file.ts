import { NotAFileError, readRegularFile, UsageError } from "../base/index.ts";

/** A file's text and its POSIX permission bits. */
export interface FileText {
  readonly text: string;
  readonly mode: number;
}

/** Reads a file; null where there is none. Anything else that goes wrong is thrown as the operating system says it. */
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

/** What went wrong with a file, as the end of a sentence, and what to do. */
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
