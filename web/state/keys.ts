import { type Address, addressText } from "./address.ts";
import { periodNames, periodOf } from "./periods.ts";
import { withoutLast, withPeriod } from "./query.ts";

/** What a key asks for. */
export type KeyAction = { readonly go: string } | "search" | "help" | null;

interface Pressed {
  readonly key: string;
  /** Ctrl, Alt or Meta: the browser's own. */
  readonly isModified: boolean;
  /** Whether it is typed into a field. */
  readonly isTyping: boolean;
}

/** What a key does, wherever one is: periods by number, Esc for the last filter, `/` and `?`. */
export function keyAction({ key, isModified, isTyping }: Pressed, address: Address, today: string): KeyAction {
  if (isModified || isTyping) return null;
  if (key === "/") return "search";
  if (key === "?") return "help";
  if (key === "Escape") {
    const query = withoutLast(address.query);
    return query === address.query ? null : { go: addressText({ ...address, query }) };
  }
  const period = periodNames[Number(key) - 1];
  return period === undefined
    ? null
    : { go: addressText({ ...address, query: withPeriod(address.query, periodOf(period, today)) }) };
}
