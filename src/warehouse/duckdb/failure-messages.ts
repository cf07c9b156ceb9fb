import { AfterwordError, InterruptedError, UsageError } from "../../base/index.ts";

/**
 * The journal holds the commits since the last checkpoint, and the file everything before: it is in order without it,
 * and the next sync asks Genesys for the rest.
 */
export const damagedJournal = (place: string): UsageError =>
  new UsageError(
    `The journal of the warehouse, ${place}.wal, is damaged; the warehouse itself is not.`,
    `Set the journal aside, which brings back everything up to the last checkpoint: mv ${shellWord(`${place}.wal`)} ${shellWord(`${place}.wal.damaged`)}\nThen run the same command again; a sync fetches what is missing.`,
  );

/** A path as a POSIX shell reads it. */
const shellWord = (text: string): string => (/^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** Of a commit that lacks memory DuckDB says no more than what it could not do. */
const outOfMemory = /Out of Memory Error|Failed to commit: (?:failed to (?:pin|allocate)|could not (?:allocate|free))/i;

/** What DuckDB's messages mean to the person who must act. Anything else is a bug, of ours or of DuckDB's. */
const meanings: readonly (readonly [RegExp, (place: string) => UsageError])[] = [
  [
    /No space left|not enough space|disk (is )?full|File too large|Could not write all bytes/i,
    (place) =>
      new UsageError(
        `There is no room left to write ${place}.`,
        "Make room and run it again: what was committed is kept.",
      ),
  ],
  [
    /Permission denied|Read-only file system|attached in read-only mode|Operation not permitted/i,
    (place) =>
      new UsageError(`${place} may not be opened or written.`, "Check the permissions of the file and of its folder."),
  ],
  [
    /not a valid DuckDB database file/i,
    (place) => new UsageError(`${place} is not a DuckDB file.`, "Name another file; this one was left as it is."),
  ],
  [
    /storage version|newer version of DuckDB|older version of DuckDB/i,
    (place) =>
      new UsageError(
        `${place} was written by another version of DuckDB.`,
        "Open it with the version of Afterword that wrote it.",
      ),
  ],
  [/replaying WAL|WAL file/i, damagedJournal],
  [
    /corrupt|checksum|truncated|Could not read enough bytes|read past end|Failed to load metadata|Serialization Error/i,
    (place) =>
      new UsageError(
        `${place} is damaged.`,
        "Move it away and put a copy in its place, or sync again into a new file.",
      ),
  ],
  [
    /Cannot open file|Could not create|No such file or directory|Not a directory|Is a directory/i,
    (place) => new UsageError(`${place} cannot be opened.`, "Check that its folder exists and that it is a file."),
  ],
  [
    outOfMemory,
    () => new UsageError("The warehouse needs more memory than it may use.", "Allow it more, or ask for less at once."),
  ],
];

/** The failure as an error with what to do, where it is a known one. */
export function explainFailure(error: unknown, place: string, signal?: AbortSignal): unknown {
  if (error instanceof AfterwordError) return error;
  if (signal?.aborted) return new InterruptedError({ cause: error });
  const text = error instanceof Error ? error.message : String(error);
  const meaning = meanings.find(([pattern]) => pattern.test(text))?.[1];
  if (!meaning) return error;
  const explained = meaning(place);
  explained.cause = error;
  return explained;
}

/**
 * DuckDB's errors about values that it does not take, or about too many at once: fewer, or other ones, may be written.
 */
const ofData = /Constraint Error|Conversion Error|Out of Range Error|Invalid Input Error/i;

/** Whether a write failed for its rows, and not for the file, the disk or the statement. */
export const isCausedByData = (error: unknown): boolean => isOutOfMemory(error) || ofData.test(firstMessage(error));

/** Whether memory did not suffice. */
export const isOutOfMemory = (error: unknown): boolean => outOfMemory.test(firstMessage(error));

function firstMessage(error: unknown): string {
  const first = error instanceof AfterwordError ? error.cause : error;
  return first instanceof Error ? first.message : "";
}
