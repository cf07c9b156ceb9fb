import { chmod, open, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { openScratch, ownersAlone, placeFile, replaceFile, type Scratch, UsageError } from "../../base/index.ts";
import { damagedJournal } from "./failure-messages.ts";

/** The state of the place of a warehouse. */
export type Found = "nothing" | "empty" | "file";

/**
 * The kind of file at a place, as far as it shows without DuckDB.
 * @throws {UsageError} where it is no file, or the journal next to it cannot be its own
 */
export async function findDatabase(place: string): Promise<Found> {
  const found = await stat(place).catch(() => null);
  if (found && !found.isFile()) {
    const what = found.isDirectory() ? "a folder" : "a device or a pipe";
    throw new UsageError(`${place} cannot be opened: it is ${what}.`, "Name a file with --warehouse.");
  }
  const journal = await stat(`${place}.wal`).catch(() => null);
  if (!found && journal && journal.size > 0) {
    throw new UsageError(
      `${place} is not there, but its journal is (${place}.wal).`,
      "Put the warehouse back next to it, or move the journal away to begin a new one.",
    );
  }
  if (!found) return "nothing";
  // Made by `touch`, or all that a full disk had room for. A file with a key once held something, and has lost it.
  if (found.size === 0 && !journal && !(await stat(`${place}.key`).catch(() => null))) return "empty";
  if (journal && journal.size > 0 && !(await isJournal(`${place}.wal`))) throw damagedJournal(place);
  return "file";
}

/** As DuckDB 1.5 begins a journal: entry type (field 100) "version" (98), and the version (field 101). It passes over any other in silence. */
const journalStart = Buffer.from([0x64, 0x00, 0x62, 0x65, 0x00]);

async function isJournal(file: string): Promise<boolean> {
  const start = await readStart(file, journalStart.length);
  return start.equals(journalStart.subarray(0, start.length));
}

async function readStart(file: string, length: number): Promise<Buffer> {
  await using opened = await open(file);
  const { buffer, bytesRead } = await opened.read(Buffer.alloc(length), 0, length, 0);
  return buffer.subarray(0, bytesRead);
}

/**
 * Makes a warehouse in a folder next to its place, and moves it there when it is complete: a process that is killed, or has no room
 * left, leaves nothing at that place. It is its owner's alone from its first byte on.
 * @param fill makes the file of that name, and closes it
 */
export async function createDatabase(
  place: string,
  found: Exclude<Found, "file">,
  fill: (file: string) => Promise<void>,
): Promise<void> {
  if (place.includes("?")) {
    throw new UsageError(
      `${place} cannot be written: DuckDB looks for the journal of a path with a "?" in another folder.`,
      "Name a file whose path has none, or rename the folder.",
    );
  }
  await using scratch: Scratch = await openScratch(dirname(place));
  const whole = join(scratch.path, "whole");
  await fill(whole);
  if (found === "empty") await replaceFile(whole, place);
  else {
    await chmod(whole, ownersAlone & ~process.umask());
    await placeFile(whole, place);
  }
}
