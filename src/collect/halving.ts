import type { Interval } from "../base/index.ts";
import { isTooLarge } from "../genesys/index.ts";
import { type PartialError, rethrowUnlessPartial } from "./findings.ts";

/** How a stretch of time is read that may be too much at once. */
interface Halving<Part> {
  /** Milliseconds; a refused window no longer than this is left out. Windows are cut at whole multiples of it. */
  readonly minWindow: number;
  readonly read: (window: Interval, isShortest: boolean, came: Came) => Reading<Part>;
  /** Called for a window that stays unread, or of which only a part came, while others can be read. */
  readonly onUnread: (window: Interval, error: PartialError, isPartly: boolean) => void;
}

/** Takes the times of the items that have come, in order: the time before the last of them is not asked for again. */
export type Came = (times: readonly (number | null)[]) => void;

/** The parts of one window, and whether it was read, or is better asked for by halves; then none of it came. */
export type Reading<Part> = AsyncGenerator<Part, "read" | "too much", undefined>;

/** After this many of the shortest windows in a row it is not their length that is refused: the next ones are not halved. */
const maxRefusedInRow = 3;

/**
 * Reads windows, newest first. One that is refused, as if it were too much at once, is read by halves, down to the shortest,
 * which is left out alone. Where nothing has come yet, the request itself may be refused, for any length (a 400 is
 * both): the newest of the shortest windows is asked for next, so that one request shows it.
 * @throws {RequestError} where that is refused, too
 */
export async function* readByHalves<Part>(
  windows: readonly Interval[],
  { minWindow, read, onUnread }: Halving<Part>,
): AsyncGenerator<Part, void, undefined> {
  let hasCome = false;
  let refusedInRow = 0;

  async function* readWindow(window: Interval): AsyncGenerator<Part, void, undefined> {
    const isShortest = window.to - window.from <= minWindow;
    const reached = createReached(window);
    let next: readonly Interval[] = [];
    try {
      const outcome = yield* read(window, isShortest, (times) => {
        hasCome = true;
        reached.add(times);
      });
      if (outcome === "too much") next = halve(window, minWindow);
      else [hasCome, refusedInRow] = [true, 0];
    } catch (error) {
      rethrowUnlessPartial(error);
      if (!isTooLarge(error) || (isShortest && !hasCome)) throw error;
      const rest = { from: reached.time(), to: window.to };
      const isFurther = rest.from > window.from;
      if (!isFurther && (isShortest || refusedInRow >= maxRefusedInRow)) {
        refusedInRow += 1;
        onUnread(window, error, reached.any());
      } else if (rest.to - rest.from <= minWindow) next = [rest];
      else next = hasCome ? halve(rest, minWindow) : withNewest(rest, minWindow);
    }
    yield* readAll(next);
  }

  async function* readAll(some: readonly Interval[]): AsyncGenerator<Part, void, undefined> {
    for (const window of [...some].reverse()) yield* readWindow(window);
  }
  yield* readAll(windows);
}

const cutAt = ({ from, to }: Interval, time: number): [Interval, Interval] => [
  { from, to: time },
  { from: time, to },
];

/** Two parts of a window that is longer than the shortest. */
export function halve(window: Interval, minWindow: number): [Interval, Interval] {
  const middle = Math.floor((window.from + window.to) / 2 / minWindow) * minWindow;
  return cutAt(window, middle > window.from ? middle : middle + minWindow);
}

/** The same, and the newest of the shortest windows apart. */
function withNewest(window: Interval, minWindow: number): Interval[] {
  const older = { ...window, to: Math.floor((window.to - 1) / minWindow) * minWindow };
  const isShort = older.to - older.from <= minWindow;
  return [...(isShort ? [older] : halve(older, minWindow)), { from: older.to, to: window.to }];
}

/** Up to when everything of a window has come; its beginning where the items came in another order. */
function createReached({ from, to }: Interval) {
  let last: number | null = from;
  let any = false;
  return {
    any: (): boolean => any,
    add(times: readonly (number | null)[]): void {
      any = true;
      for (const time of times) last = time === null || last === null || time < last ? null : Math.min(time, to - 1);
    },
    time: (): number => last ?? from,
  };
}
