import { closable, second } from "../base/index.ts";
import { closedWarehouse } from "./closed.ts";
import { openReader } from "./open-reader.ts";
import type { ReaderOptions } from "./options.ts";
import { isServer } from "./postgres/address.ts";
import type { OpenReader } from "./warehouse.ts";

export interface OnDemandOptions extends ReaderOptions {
  /** How long it is kept open after the last question. Milliseconds. @default 2 seconds */
  readonly idle?: number;
}

/**
 * A reader that may stay for days: it has the file open only while it is asked, so that a sync of another process, which waits for
 * readers, gets its turn. Opening it again takes some 50 ms. Close it.
 * @throws {UsageError} where there is no warehouse, or it cannot be read
 */
export async function openReaderOnDemand(
  file: string,
  { idle = 2 * second, ...options }: OnDemandOptions = {},
): Promise<OpenReader> {
  // A server has room for readers: their connections are closed while nobody uses them.
  if (isServer(file)) return openReader(file, options);
  let opening: Promise<OpenReader> | null = openReader(file, options);
  let last = await opening;
  const { place } = last;
  // The one that opens it is a user until it has it.
  let [users, closed] = [1, false];
  let timer: NodeJS.Timeout | null = null;

  async function letGo(): Promise<void> {
    const held = opening;
    opening = null;
    await (await held?.catch(() => null))?.close();
  }

  async function take(): Promise<OpenReader> {
    if (closed) throw closedWarehouse(place);
    if (timer !== null) clearTimeout(timer);
    users += 1;
    opening ??= openReader(place, options);
    try {
      last = await opening;
      return last;
    } catch (error) {
      opening = null;
      giveBack();
      throw error;
    }
  }

  function giveBack(): void {
    users -= 1;
    if (users === 0 && !closed) timer = setTimeout(() => void letGo(), idle).unref();
  }

  giveBack();
  return {
    place,
    writer: () => last.writer(),
    async query(...question) {
      const reader = await take();
      try {
        return await reader.query(...question);
      } finally {
        giveBack();
      }
    },
    async *stream(...question) {
      const reader = await take();
      try {
        yield* reader.stream(...question);
      } finally {
        giveBack();
      }
    },
    ...closable(async () => {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      await letGo();
    }),
  };
}
