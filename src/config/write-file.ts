import { mkdir, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { openScratch, readPlace, replaceFile, UsageError } from "../base/index.ts";
import { explainFailure } from "./file.ts";

/**
 * Writes a whole file: beside its name first, then moved into place, so that whoever reads meanwhile sees the old one or the
 * new one. A link stays a link. `mode` is the new file's; folders that are made are their owner's alone.
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
