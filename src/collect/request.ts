import type { Interval } from "../base/index.ts";
import { defaultRedaction, type Redaction, type ScoreSettings } from "../csat/index.ts";

/** Where answers come from: customers' surveys, or quality evaluations that carry CSAT questions. */
export type Source = "surveys" | "evaluations";

/** Texts that are read: all, none, or those of responses that are not satisfied. */
export type Texts = "all" | "never" | "low";

/** What a caller asks for. Every list is a filter: an empty one lets everything pass. */
export interface ExtractRequest {
  /** Responses completed (survey) or submitted (evaluation) in it, whenever their interaction was. */
  readonly range: Interval;
  readonly sources: readonly Source[];
  /** Genesys media types of the attributed agent's session, such as `voice`. */
  readonly media: readonly string[];
  /** Queue names (any case) or ids. */
  readonly queues: readonly string[];
  /** Form names (any case), version ids or context ids. */
  readonly forms: readonly string[];
  /** A question of an evaluation counts when its text or group contains one of these, in any case. */
  readonly labels: readonly string[];
  /** … or when its id or context id is one of these. */
  readonly questions: readonly string[];
  /** Takes evaluations that are not released too. */
  readonly unreleased: boolean;
  /** Which written answers are worth a request of their own, where all others can be had without. */
  readonly texts: Texts;
  /** What is taken out of them. */
  readonly redaction: Redaction;
  /** Roles, leads and scales that the configuration decides. */
  readonly scores: ScoreSettings;
  /** Where Genesys' own interface shows an interaction; null where that is not known. */
  readonly interactionUrl: (interactionId: string) => string | null;
}

/** How far a run is; every number only grows. */
export interface Progress {
  /** Responses that belong to the range. */
  readonly found: number;
  /** Those of which the answers were read. */
  readonly fetched: number;
  /** Those of which the interaction was read. */
  readonly linked: number;
}

/** Both sources of a range, unfiltered, as `afterword extract` asks without flags; `changes` are what differs. */
export const defaultRequest = (range: Interval, changes: Partial<ExtractRequest> = {}): ExtractRequest => ({
  range,
  sources: ["surveys", "evaluations"],
  media: [],
  queues: [],
  forms: [],
  labels: ["csat"],
  questions: [],
  unreleased: false,
  texts: "all",
  redaction: defaultRedaction,
  scores: { roles: {}, leads: {}, scales: {} },
  interactionUrl: () => null,
  ...changes,
});

/** Where Genesys' own interface shows an interaction, from an address with "{id}" in it; nowhere where there is none. */
export const toInteractionUrl =
  (pattern: string | null) =>
  (interactionId: string): string | null =>
    pattern === null ? null : pattern.replace("{id}", () => encodeURIComponent(interactionId));
