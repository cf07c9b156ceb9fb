import type { Change } from "../causes.ts";
import type { Catalogue } from "./forms/catalogue.ts";
import type { Ids } from "./ids.ts";
import type { Routing } from "./queues.ts";
import type { Draw, Streams } from "./random.ts";
import type { Roster } from "./roster.ts";
import type { SwitchName } from "./switches.ts";
import type { People } from "./users.ts";

type Purpose =
  | "plan"
  | "play"
  | "voiceSurvey"
  | "surveys"
  | "surveyEvents"
  | "answers"
  | "evaluations"
  | "evaluationEvents"
  | "judgement";

/** What every interaction of an org is made from. */
export interface World {
  readonly seed: number;
  readonly ids: Ids;
  readonly routing: Routing;
  readonly people: People;
  readonly forms: Catalogue;
  /** Who works where on a day. */
  readonly roster: (day: number) => Roster;
  /** Random numbers that are known of an interaction without making it. */
  readonly draws: Readonly<Record<"start" | "asked" | "judged" | "missing" | "week", Draw>>;
  /** Random streams of an interaction, one for each purpose. */
  readonly streams: Readonly<Record<Purpose, Streams>>;
  readonly switches: ReadonlySet<SwitchName>;
  readonly lastDay: number;
  readonly change: Change | null;
}

/** A UTC day in whose interactions events are looked for: those that analytics saw in [from, to). */
export interface Search {
  readonly day: number;
  readonly from: number;
  readonly to: number;
  /** When the `index`-th interaction of the day starts. */
  readonly startOf: (index: number) => number;
}

/** Whether to look at the `index`-th interaction of the day. */
export type IsCandidate = (index: number) => boolean;

/** The place of an interaction in its org, from which its ids and random streams follow. */
export interface Slot {
  readonly day: number;
  readonly index: number;
  readonly start: number;
}
