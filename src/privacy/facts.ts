import type { Role } from "../roles/index.ts";

/** What the configuration in force, and the warehouse, say of the people in the data. */
export interface PrivacyFacts {
  /** Of Afterword. */
  readonly version: string;
  /** The day on which this is said, in local time. */
  readonly day: string;
  /** The settings file; null where there is none and every setting has its default. */
  readonly settingsFile: string | null;
  /** Where the warehouse is, without a password. */
  readonly warehouse: string;
  readonly onServer: boolean;
  /** How agents and evaluators are shown. */
  readonly agents: "named" | "pseudonym" | "off";
  /** Which texts are read from Genesys. */
  readonly texts: "all" | "never" | "low";
  /** What is masked in texts before they are stored: names of kinds, and of the own patterns. */
  readonly redacted: readonly string[];
  /** How long each is kept; null is without an end. */
  readonly retention: Readonly<Record<Retained, KeptFor | null>>;
  /** Of the stored responses; null where there is no warehouse yet. */
  readonly stored: StoredPeople | null;
  /** What a roster states of agents; null where there is none. */
  readonly roster: StatedOfAgents | null;
  /** The roles of the tokens in force: one for each token. */
  readonly tokens: readonly Role[];
}

/** A file beside the settings, or tables in them. */
export interface StatedOfAgents {
  readonly attributes: readonly string[];
  /** Rows of it. */
  readonly agents: number;
}

/** What has an end of its own. */
export type Retained = "comments" | "agents" | "documents";

/** A length of time, as the settings write it. */
export interface KeptFor {
  readonly count: number;
  readonly unit: "days" | "weeks" | "months" | "years";
}

/** How many people are in the warehouse, and since when. */
export interface StoredPeople {
  readonly organizations: readonly string[];
  readonly responses: number;
  readonly agents: number;
  /** The day of the oldest response; null where there is none. */
  readonly oldest: string | null;
  readonly erasures: number;
}
