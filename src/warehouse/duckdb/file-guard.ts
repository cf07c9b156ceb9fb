import type { Stats } from "node:fs";
import { stat } from "node:fs/promises";
import { UsageError } from "../../base/index.ts";

/**
 * Whether a file that is open for writing is still the one at its place. DuckDB does not notice when an open file is
 * deleted or moved: it writes on into a file that nobody finds any more. Only looked at, never opened.
 */
export interface FileGuard {
  /**
   * To be called before something is written.
   * @throws {UsageError} where the file is not there any more, or is shorter than we left it
   */
  check(): Promise<void>;
  /** To be called when something was written, since that may make it shorter; throws as `check` where it is not there. */
  note(): Promise<void>;
  /** To be called when we have put another file into its place. */
  replaced(): Promise<void>;
}

export async function openFileGuard(place: string): Promise<FileGuard> {
  let opened = await look(place);
  let size = 0;
  const find = async (): Promise<Stats> => {
    const now = await look(place);
    if (now === null || now.ino !== opened?.ino || now.dev !== opened.dev) throw gone(place);
    return now;
  };
  const note = async () => {
    ({ size } = await find());
    if (size === 0) throw cutShort(place);
  };
  await note();
  return {
    note,
    check: async () => {
      if ((await find()).size < size) throw cutShort(place);
    },
    replaced: async () => {
      opened = await look(place);
      await note();
    },
  };
}

const look = (place: string): Promise<Stats | null> => stat(place).catch(() => null);

const gone = (place: string): UsageError =>
  new UsageError(
    `${place} was moved, deleted or replaced while it was open: it does not have what was stored since.`,
    "Leave it in its place while a sync runs, and sync again: what it lacks is fetched.",
  );

const cutShort = (place: string): UsageError =>
  new UsageError(
    `${place} was cut short by another program while it was open.`,
    "Put a copy in its place, or sync again into a new file.",
  );
