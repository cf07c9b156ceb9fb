import { type Clock, HeldError, second } from "../../base/index.ts";
import { type Holder, readDistantHolder, readHolder } from "./lock.ts";

/** Who else has the file open, as far as DuckDB reports it; null where the failure is another one. */
function readOtherHolder(error: unknown): string | null {
  const text = error instanceof Error ? error.message : "";
  if (/cannot re-attach in|same database file with a different configuration/.test(text))
    return `this process (${process.pid})`;
  if (/being used by another process/.test(text)) return "another program";
  if (!/Could not set lock on file/.test(text)) return null;
  const [, program, pid] = /held in (.+?) \(PID (\d+)\)/.exec(text) ?? [];
  return pid === undefined ? "another program" : `process ${pid} (${program})`;
}

/** How to wait for a file that others have open. */
interface WaitOptions {
  readonly milliseconds: number;
  /** Called once, when waiting begins. */
  readonly onWait?: ((who: string) => void) | undefined;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
}

/** Opens a file once nobody else has it open; throws who has it when waiting takes too long. */
export async function openWhenFree<Opened>(
  place: string,
  open: () => Promise<Opened>,
  options: WaitOptions,
): Promise<Opened> {
  const { milliseconds, onWait, clock, signal } = options;
  const end = clock.now() + milliseconds;
  for (let waited = false; ; waited = true) {
    try {
      return await open();
    } catch (error) {
      const who = readOtherHolder(error);
      if (who === null) throw error;
      const holder = await readHolder(place);
      if (holder && holder.pid !== process.pid) throw held(place, holder);
      // Two containers that share a folder have no process ids in common, but one file and one lock of it.
      if (clock.now() >= end) throw heldElsewhere(place, who, await readDistantHolder(place), error);
      if (!waited) onWait?.(who);
      await clock.sleep(second / 4, signal);
    }
  }
}

/** A second writer's error. */
export const held = (place: string, { pid, since }: Holder): HeldError =>
  new HeldError(
    `${place} is open for writing in ${pid === process.pid ? "this process" : `process ${pid}`} since ${since}.`,
    "Wait until it is done, or end that process; reading is possible meanwhile.",
  );

function heldElsewhere(place: string, who: string, distant: Holder | null, cause: unknown): HeldError {
  if (distant === null)
    return new HeldError(`${place} is open in ${who}.`, "Close it there and run the same command again.", { cause });
  const { pid, host, since } = distant;
  return new HeldError(
    `${place} is open elsewhere: process ${pid} on ${host} noted there at ${since} that it writes it.`,
    "Wait until that is done, or end it there.",
    { cause },
  );
}
