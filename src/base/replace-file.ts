import { chmod, chown, link, lstat, open, rename, stat } from "node:fs/promises";
import { dirname } from "node:path";

/** For files that only their owner may read: those that hold customers' words, names and keys. */
export const ownersAlone = 0o600;

/**
 * Moves a complete file to its place, where it takes over owner and mode of the file that it replaces: who may read that has
 * been decided. A new one is its owner's alone, which the umask can only narrow. `mode` outranks both. It is on the disk before
 * this returns, so that what is written afterwards cannot outlive it when the machine goes down.
 * @param target with its links followed
 */
export async function replaceFile(complete: string, target: string, mode?: number): Promise<void> {
  await toDisk(complete, "r+");
  const before = await stat(target).catch(() => null);
  // Only root may give a file away; any other user who replaces a file owns the new one.
  if (before) await chown(complete, before.uid, before.gid).catch(() => {});
  await chmod(complete, mode ?? (before ? before.mode & 0o7777 : ownersAlone & ~process.umask()));
  await rename(complete, target);
  // Windows opens no folder, and keeps renames itself; nor may every folder be read that may be written.
  await toDisk(dirname(target), "r").catch(() => {});
}

async function toDisk(path: string, flags: "r" | "r+"): Promise<void> {
  const file = await open(path, flags);
  try {
    await file.sync();
  } catch (error) {
    if (!isWithoutSync(error)) throw error;
  } finally {
    await file.close();
  }
}

/** What a file system answers that cannot wait for a disk. */
export const isWithoutSync = (error: unknown): boolean =>
  error instanceof Error && "code" in error && ["EINVAL", "ENOTSUP", "ENOSYS", "EROFS"].includes(String(error.code));

/**
 * Moves a complete file to a place where nothing is yet, even if others do the same at the same time.
 * @returns false where something is there; it stays
 */
export async function placeFile(complete: string, target: string): Promise<boolean> {
  try {
    await link(complete, target);
    return true;
  } catch (error) {
    if (await lstat(target).catch(() => null)) return false;
    // Not every file system has links; elsewhere the reason is another one, and this meets it, too.
    await rename(complete, target).catch(() => Promise.reject(error));
    return true;
  }
}
