import type { Cause } from "../../../causes.ts";

/**
 * What customers write in one language. `{minutes}`, `{days}` and `{amount}` stand for numbers. A sentence on a cause may
 * be followed by a tail of its mood.
 */
export interface Words {
  readonly about: Readonly<Record<Cause, { readonly pleased: readonly string[]; readonly cross: readonly string[] }>>;
  /** About nothing in particular. */
  readonly plain: Readonly<Record<"pleased" | "neutral" | "cross", readonly string[]>>;
  /** Before a cross sentence of somebody who is neither pleased nor cross. */
  readonly mixed: readonly string[];
  /** The empty one is that nothing follows. */
  readonly tails: Readonly<Record<"pleased" | "cross", readonly string[]>>;
}
