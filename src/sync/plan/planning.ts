import type { Interval } from "../../base/index.ts";
import { type FetchContext, type Forms, maxAggregateWindow, type Source } from "../../collect/index.ts";
import type { SyncRequest } from "../request.ts";

/** Answers that are stored of a window, by form. */
type Stored = (window: Interval) => Promise<ReadonlyMap<string | null, number>>;

/** The shared state of the parts of a plan. */
export interface Planning {
  readonly context: FetchContext;
  readonly request: SyncRequest;
  /** Of evaluations; those that are stored cost nothing. */
  readonly forms: Forms;
  /** The windows that the next sync would read of a source. */
  readonly open: (source: Source) => Promise<readonly Interval[]>;
  readonly stored: Readonly<Record<"survey" | "evaluation", Stored>>;
}

/** Answers to read, and requests for finding and linking them. */
export interface Cost {
  readonly answers: number;
  readonly requests: number;
}

/** The first windows of a long stretch are short; later ones are a month, or hold some thousand things. */
export const windowsOf = ({ from, to }: Interval, things: number): number =>
  Math.ceil((to - from) / maxAggregateWindow) +
  (to - from > maxAggregateWindow / 4 ? 3 : 0) +
  Math.floor(things / 2_500);
