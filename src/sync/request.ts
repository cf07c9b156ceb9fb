import { answerHorizon, type Clock } from "../base/index.ts";
import type { Report, Source, Texts } from "../collect/index.ts";
import type { Spent } from "../genesys/index.ts";
import type { Definition } from "./definition.ts";
import { defaultPrivacy, type Privacy } from "./documents/privacy.ts";

/** What a sync reads. */
export interface SyncRequest extends Privacy {
  /**
   * The start of the data to hold, in milliseconds since 1970 UTC; null goes on from the warehouse's own, at first 90
   * days. An earlier time than before is caught up with.
   */
  readonly since: number | null;
  readonly sources: readonly Source[];
  /** Labels and questions choose which evaluations are read; scores decide what answers mean. */
  readonly definition: Definition;
  /** Which written answers are worth a request of their own, where all others can be had without. */
  readonly texts: Texts;
  /** How long a survey may stay open before it is asked for once more and then counts as never settled. Milliseconds. */
  readonly horizon: number;
  /** Where Genesys shows an interaction, "{id}" in place of its id; null where that is not known. */
  readonly interactionUrl: string | null;
  /**
   * Whether a warehouse that holds other organizations may get this one too. Otherwise it is refused: credentials that were mixed
   * up look the same. One that the warehouse holds already is always read.
   */
  readonly addOrganization: boolean;
  /** Whether its customers are invented: they never share a warehouse with real ones. */
  readonly sandbox: boolean;
}

export const defaultSync = (changes: Partial<SyncRequest> = {}): SyncRequest => ({
  since: null,
  sources: ["surveys", "evaluations"],
  definition: { labels: ["csat"], questions: [], scores: { roles: {}, leads: {}, scales: {} } },
  texts: "all",
  ...defaultPrivacy,
  horizon: answerHorizon,
  interactionUrl: null,
  addOrganization: false,
  sandbox: false,
  ...changes,
});

/** How far a run is. */
export interface SyncProgress {
  /**
   * The data being read: "surveys and evaluations" (or the one that is asked for), "interactions", "handled
   * interactions".
   */
  readonly step: string;
  /** Responses seen. This and the next three only grow. */
  readonly found: number;
  /** Answers read. */
  readonly fetched: number;
  /** Interactions linked. */
  readonly linked: number;
  /** Responses whose rows were derived. */
  readonly derived: number;
  /** Milliseconds of event time that are still to be read. */
  readonly left: number;
  /** Those that were at the start. */
  readonly whole: number;
}

/** How a sync runs. */
export interface SyncOptions {
  readonly signal?: AbortSignal | undefined;
  /** @default the system's */
  readonly clock?: Clock;
  /** @default progress is not reported */
  readonly onProgress?: (progress: SyncProgress) => void;
  /** The id under which the warehouse records the run, for logs that are to name it. @default a random UUID */
  readonly runId?: string;
}

/** What a sync has done, with what is missing. */
export interface SyncResult extends Report {
  /** The id under which the warehouse has recorded the run. */
  readonly runId: string;
  readonly organization: { readonly id: string; readonly name: string | null };
  /** Whether nothing is missing that was not missing before this run. */
  readonly complete: boolean;
  /** Documents that were new or had changed. */
  readonly documents: number;
  /** Responses whose rows were derived. */
  readonly responses: number;
  /** Responses without their interaction that were not so before this run. */
  readonly unlinked: number;
  readonly spent: Spent;
}
