import type { Interaction, Org } from "../model.ts";
import type { WireVariant } from "../variants.ts";
import type { History } from "./history.ts";
import type { Jobs } from "./jobs.ts";
import type { Lookup } from "./lookup.ts";
import type { Searches } from "./searches.ts";

/** The org at the sandbox's present, and how this sandbox shows it. Made anew for every request. */
export interface Present {
  readonly org: Org;
  /** Milliseconds since 1970 UTC; what lies after it has not happened. */
  readonly now: number;
  /** Up to when analytics has heard of what happened to surveys and evaluations: now, unless it is late. */
  readonly heard: number;
  readonly history: History;
  readonly find: Lookup;
  readonly jobs: Jobs;
  readonly searches: Searches;
  readonly plays: (variant: WireVariant) => boolean;
  /** True for an interaction that analytics does not return. */
  readonly missing: (interaction: Interaction) => boolean;
  /** One page of a result that can change while it is read. */
  readonly paged: <Row>(rows: readonly Row[], size: number, number: number) => Page<Row>;
  /** `http://127.0.0.1:…`, before a path where links are absolute. */
  readonly origin: string;
  readonly clientId: string;
  /** Requests a minute that the client has. */
  readonly allowance: number | "off";
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

/** The page as it is when nothing changes. */
export const steadyPage = <Row>(rows: readonly Row[], size: number, number: number): Page<Row> => ({
  rows: rows.slice((number - 1) * size, number * size),
  total: rows.length,
});

/** An interaction that has begun, for whoever asks by id. */
export function startedInteraction(present: Present, id: string): Interaction | undefined {
  const interaction = present.org.interaction(id);
  return interaction && interaction.start <= present.now ? interaction : undefined;
}

/** The same for analytics, which may not have it. */
export function analysedInteraction(present: Present, id: string): Interaction | undefined {
  const interaction = startedInteraction(present, id);
  if (!interaction || present.missing(interaction) || present.find.hides(interaction)) return undefined;
  return interaction;
}
