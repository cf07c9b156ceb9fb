import { randomUUID } from "node:crypto";
import { mkdir, open, realpath, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { UsageError } from "../base/index.ts";
import { explainFailure } from "./file.ts";

/**
 * Writes a whole file: beside its name first, then moved into place, so that whoever reads meanwhile sees the old one or the
 * new one. A link stays a link. `mode` is the new file's from its first byte on; folders that are made are their owner's alone.
 * @throws {UsageError} where it cannot be written; the old file is then as it was
 */
export async function writeWhole(path: string, text: string, mode: number): Promise<void> {
  let beside: string | null = null;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const target = await realpath(path).catch(() => path);
    beside = `${target}.${randomUUID()}.part`;
    await using file = await open(beside, "wx", mode);
    await file.writeFile(text);
    await file.sync();
    await rename(beside, target);
  } catch (error) {
    if (beside !== null) await rm(beside, { force: true }).catch(() => {});
    const [what, todo] = explainFailure(error, "write");
    throw new UsageError(`Cannot write ${path}: ${what}.`, todo);
  }
}
