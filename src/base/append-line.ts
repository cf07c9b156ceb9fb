import { open } from "node:fs/promises";
import { ownersAlone } from "./replace-file.ts";

/**
 * Adds a line to a file that only its owner may read, in one write, so that lines of several processes do not mix.
 * @throws where it is not written whole: then nothing of it is left in the file
 */
export async function appendLine(file: string, line: string): Promise<void> {
  const bytes = Buffer.from(`${line}\n`);
  await using opened = await open(file, "a", ownersAlone);
  const { bytesWritten } = await opened.write(bytes);
  if (bytesWritten < bytes.length) {
    // A full disk takes what fits, without an error, and the next line would be joined to half a one. The size is that of now:
    // another process may have added a line since the file was opened.
    const { size } = await opened.stat();
    await opened.truncate(size - bytesWritten);
    throw new Error("the disk is full");
  }
  await opened.sync();
}
