import type { Interaction, Org } from "../model.ts";
import type { WireVariant } from "../variants.ts";
import type { History } from "./analytics/event-history.ts";
import type { BulkAnswers } from "./bulk-answers.ts";
import type { Lookup } from "./lookup.ts";
import type { Pages } from "./pages.ts";
import type { Searches } from "./search-results.ts";

/** The org at the sandbox's present time, and how this sandbox shows it. Made for each request. */
export interface ApiContext extends Pages {
  readonly org: Org;
  /** Milliseconds since 1970 UTC; later events have not happened. */
  readonly now: number;
  /** Up to when analytics has heard of what happened to surveys and evaluations: now, unless it is late. */
  readonly heard: number;
  readonly history: History;
  readonly find: Lookup;
  readonly searches: Searches;
  readonly bulkAnswers: BulkAnswers;
  readonly hasVariant: (variant: WireVariant) => boolean;
  /** True for an interaction that analytics does not return. */
  readonly missing: (interaction: Interaction) => boolean;
  /** What analytics and the quality API call the status of a survey: its own name, unless a fault has another. */
  readonly surveyStatus: (surveyId: string, status: string) => string;
  /** `http://127.0.0.1:…`, before a path where links are absolute. */
  readonly origin: string;
  readonly clientId: string;
  /** Requests a minute that the client has. */
  readonly allowance: number | "off";
}

/** The interaction with this id, if it has begun. */
export function startedInteraction(context: ApiContext, id: string): Interaction | undefined {
  const interaction = context.org.interaction(id);
  return interaction && interaction.start <= context.now ? interaction : undefined;
}

/** The same, if analytics returns it too. */
export function analysedInteraction(context: ApiContext, id: string): Interaction | undefined {
  const interaction = startedInteraction(context, id);
  if (!interaction || context.missing(interaction) || context.find.hides(interaction)) return undefined;
  return interaction;
}
