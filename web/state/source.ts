import { type ReadonlySignal, signal } from "@preact/signals";
import type { Problem } from "./problem.ts";

/** What stands at one address of the server, as far as it is known. */
export type Resource<Value> =
  /** `hurry`: what shows it has come near the window. */
  | { readonly state: "loading"; readonly hurry?: () => void }
  /** `refreshing`: it is being asked for again, and may change. */
  | { readonly state: "ready"; readonly value: Value; readonly refreshing: boolean }
  | { readonly state: "failed"; readonly problem: Problem; readonly retry: () => void };

/** One address of the server, for the parts that show it. */
export interface Entry {
  readonly resource: ReadonlySignal<Resource<unknown>>;
  /** Asks for it, unless somebody has; what it gives back is called by who no longer shows it. */
  readonly hold: () => () => void;
}

/** Where views have their data from: a server, or a document that is at hand. */
export interface Source {
  readonly at: (path: string) => Entry;
}

/** A resource that is there. */
export const ready = (value: unknown): Entry => ({
  resource: signal<Resource<unknown>>({ state: "ready", value, refreshing: false }),
  hold: () => () => undefined,
});
