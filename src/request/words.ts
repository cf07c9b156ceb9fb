import { UsageError } from "../base/index.ts";
import type { Basis, Filter, Rule } from "../metrics/index.ts";

/** How a message names what was given: `since` is `--since` on a command line, and itself in an address. */
export type Spelling = (key: string) => string;
export const asFlag: Spelling = (key) => `--${key}`;
export const asIs: Spelling = (key) => key;

/** The range as it was written. */
export interface RangeWords {
  readonly since?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The filter of a warehouse's responses, as it was written. */
export interface FilterWords {
  readonly source: "surveys" | "evaluations" | "all";
  readonly media?: readonly string[] | undefined;
  readonly queue?: readonly string[] | undefined;
  readonly agent?: readonly string[] | undefined;
  readonly team?: readonly string[] | undefined;
  readonly division?: readonly string[] | undefined;
  /** Attributes and their values, each as `site=Berlin,Bonn`. */
  readonly roster?: readonly string[] | undefined;
  readonly form?: readonly string[] | undefined;
  readonly question?: readonly string[] | undefined;
  readonly measure?: string | undefined;
  readonly score?: string | undefined;
  readonly linked?: boolean | undefined;
  readonly unlinked?: boolean | undefined;
  readonly basis: Basis;
  readonly rule: Rule;
}

/** Media types of Genesys sessions (official SDK, `AnalyticsSession.mediaType`). */
const mediaTypes = [
  "callback",
  "chat",
  "cobrowse",
  "email",
  "internalmessage",
  "message",
  "screenmonitoring",
  "screenshare",
  "unknown",
  "video",
  "voice",
];

/** @throws {UsageError} naming each medium that Genesys does not have */
export function readMedia(words: readonly string[], spelt: Spelling = asFlag): readonly string[] {
  const media = words.map((one) => one.toLowerCase());
  const unknown = media.filter((one) => !mediaTypes.includes(one));
  if (unknown.length === 0) return media;
  throw new UsageError(
    `${spelt("media")}: unknown media ${unknown.map((one) => `"${one}"`).join(", ")}.`,
    `Genesys knows ${mediaTypes.join(", ")}.`,
  );
}

/** The two ends of a range of satisfaction. */
export function readScores(text: string, spelt: Spelling = asFlag): NonNullable<Filter["scores"]> {
  const [, low, high] = /^\s*([\d.]+)\s*\.\.\s*([\d.]+)\s*$/.exec(text) ?? [];
  const [from, to] = [Number(low), Number(high)];
  if (from >= 0 && from <= to && to <= 1) return { from, to };
  throw new UsageError(
    `${spelt("score")} "${text}" is no range of satisfaction.`,
    "Write two numbers from 0 to 1, the lower one first: 0..0.25 for the least satisfied.",
  );
}
