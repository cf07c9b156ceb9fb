import type { Interval } from "../../base/index.ts";
import type { Context, RoutesPrice, Source } from "../../collect/index.ts";
import type { SyncRequest } from "../request.ts";
import type { Counts } from "./spread.ts";

/** Answers that are stored of a window, by form version. */
type Stored = (window: Interval) => Promise<Counts>;

/** The shared state of the parts of a plan. */
export interface Planning {
  /** With the forms that are stored, and their routes: what is known costs nothing. */
  readonly context: Context;
  readonly request: SyncRequest;
  /** The windows that the next sync would read of a source. */
  readonly open: (source: Source) => Promise<readonly Interval[]>;
  /** How long the first of them would be. */
  readonly firstWindow: (source: Source) => Promise<number>;
  readonly stored: Readonly<Record<"survey" | "evaluation", Stored>>;
  /** The share of the responses of a form whose lead question is not answered with satisfaction; null where it is not known. */
  readonly dissatisfied: (source: Source, contextId: string) => number | null;
}

/** Answers to read, and requests for finding and linking them. */
export interface Cost {
  readonly answers: number;
  readonly requests: number;
  /** What reading the answers takes. */
  readonly reading: RoutesPrice;
}
