import { rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Clock, HeldError, openScratch, replaceFile, second, UsageError } from "../../base/index.ts";
import type { Duckdb } from "./duckdb-connections.ts";
import { explainFailure } from "./failure-messages.ts";
import type { FileGuard } from "./file-guard.ts";
import { copyDatabase } from "./publish.ts";

interface PurgeOptions {
  readonly place: string;
  readonly clock: Clock;
  /** How long to wait for those who are reading. Milliseconds. */
  readonly patience: number;
  readonly signal: AbortSignal | undefined;
}

/** How often to look whether nobody is reading. */
const pollEvery = second / 10;

/**
 * Copies all rows into a new file and puts that in place of the old one, whose freed blocks still have what was deleted. At every
 * moment one whole file is there: it is moved into place when it is complete and on the disk, while the old one is closed and its
 * journal is gone. Not within a transaction; nothing is written meanwhile.
 * @throws {HeldError} where others read through this process for longer than `patience`
 */
export async function purgeFile(
  duckdb: Pick<Duckdb, "use" | "renew">,
  guard: FileGuard,
  { place, clock, patience, signal }: PurgeOptions,
): Promise<readonly string[]> {
  try {
    await using scratch = await openScratch(dirname(place));
    const whole = join(scratch.path, "whole");
    await duckdb.use((connection) => copyDatabase(connection, place, whole));
    const until = clock.now() + patience;
    while (!(await duckdb.renew(() => replaceClosed(whole, place)))) {
      signal?.throwIfAborted();
      if (clock.now() >= until) throw stillRead(place);
      await clock.sleep(pollEvery, signal);
    }
    await guard.replaced();
    return [];
  } catch (error) {
    throw explainFailure(error, place, signal);
  }
}

async function replaceClosed(whole: string, place: string): Promise<void> {
  // A journal belongs to the file that it was written for: it would be replayed into the new one.
  const journal = await stat(`${place}.wal`).catch(() => null);
  if (journal && journal.size > 0) throw journalLeft(place);
  // What a question or a killed process has put there may be anybody's words.
  await rm(`${place}.tmp`, { recursive: true, force: true });
  await replaceFile(whole, place);
}

const stillRead = (place: string): HeldError =>
  new HeldError(
    `${place} is being read by other programs, so that it could not be rewritten.`,
    "What was deleted is still in its freed blocks. Run it again when they are done; the next sync does it, too.",
  );

const journalLeft = (place: string): UsageError =>
  new UsageError(
    `The journal of ${place} could not be written into it, so that the file could not be rewritten.`,
    "Make room on the disk and run it again: what was committed is kept.",
  );
