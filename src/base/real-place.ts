import { realpath } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

/** The one name of a file, there or not yet: links are followed, so that two names of it are known for one file. */
export async function readPlace(file: string): Promise<string> {
  const path = resolve(file);
  try {
    return await realpath(path);
  } catch {
    return join(await realpath(dirname(path)).catch(() => dirname(path)), basename(path));
  }
}
