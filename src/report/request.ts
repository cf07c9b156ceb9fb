import { answerHorizon, type Interval, isoTime } from "../base/index.ts";
import type { Comparison, Filter, Grouping, LocalTime } from "../metrics/index.ts";
import type { Completeness } from "./warehouse-state.ts";

/** The parameter of questions about surveys that may still be answered. */
export const openSince = ({ now, horizon = answerHorizon }: Pick<ReportRequest, "now" | "horizon">) => ({
  open_since: isoTime(now - horizon),
});

/** The least answers behind a number that is shown, where people are protected. */
export const minAnswers = 10;

/** How people appear: by name, under a stable name of no meaning, or not at all. */
export interface People {
  readonly mode: "named" | "pseudonym" | "off";
  /** The name of a person in place of their id; asked under `pseudonym` only. */
  readonly pseudonym: (id: string) => string;
}

/** The possible targets. */
export const targetMetrics = ["csat", "nps", "mean_satisfaction", "response_rate", "resolution", "ces"] as const;

/** A number that is aimed at, of everything or of one queue (a name in any case, or an id). */
export interface Target {
  readonly metric: (typeof targetMetrics)[number];
  readonly queue: string | null;
  readonly target: number;
}

export interface ReportRequest {
  readonly filter: Filter & { readonly range: Interval };
  /** What the document repeats of the filter in other words: pseudonyms and measures, where `filter` has the ids behind them. */
  readonly written?: Readonly<Record<string, unknown>>;
  readonly local: LocalTime;
  readonly by?: Grouping | null;
  /** @default previous */
  readonly compare?: Comparison | null;
  /** All lengths of scale in one figure. @default false */
  readonly pool?: boolean;
  /** Groups with fewer answers are left out. @default 0 */
  readonly minimum?: number;
  /** The least change that counts, as a fraction. @default 0.02 */
  readonly minEffect?: number;
  readonly targets?: readonly Target[];
  /** @default named */
  readonly people?: People;
  readonly completeness: Completeness;
  readonly definitionId: string | null;
  readonly now: number;
  /** How long after its interaction a survey may still be answered; then it is not answered. @default 100 days, as sync asks */
  readonly horizon?: number;
  readonly signal?: AbortSignal | undefined;
}
