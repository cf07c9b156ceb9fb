import type { Interval } from "../base/index.ts";
import type { Filter, FunnelRow, Headline, ScoreRow } from "../metrics/index.ts";
import type { GridStyle } from "../terminal/index.ts";
import type { Reader } from "../warehouse/index.ts";
import type { Obstacle } from "./comparison/compare.ts";
import type { DisplayNames } from "./names.ts";
import type { Phrases } from "./print/phrases.ts";
import type { Language } from "./print/words/words.ts";
import type { HiddenCells } from "./protection/hide-few.ts";
import type { Break, QuestionVersion, VersionTimes } from "./question-versions.ts";
import type { People, ReportRequest } from "./request.ts";
import type { IndexRow } from "./whole-survey-means.ts";

/** A section of a report: what it reads, how it is protected and how it is printed. A document has the keys of all of them. */
export interface Section<Part extends object = object> {
  readonly key: string;
  readonly words: Readonly<Record<Language, object>>;
  /** As it is, for other sections: once in a context, for all who ask. */
  read(context: Context): Promise<Part>;
  /** As it may be known to a reader, for other sections. */
  protect(context: Context): Promise<Part>;
  /** As it stands in the document. */
  finish(context: Context): Promise<Part>;
  /** Its part of a document. */
  of(document: object): Part;
  rows(document: object, printer: Printer): readonly MetricRow[];
  line(document: object, printer: TextPrinter): string;
  text(document: object, printer: TextPrinter): string;
  markdown(document: object, printer: Printer): string;
  caveats(document: object, printer: Printer): readonly Caveat[];
}

export type Ranged = Filter & { readonly range: Interval };

/**
 * The source that the sections of one report read from. Data that several of them need is read once, when the first one
 * asks for it.
 */
export interface Context {
  readonly reader: Reader;
  readonly request: ReportRequest;
  /** As it was asked for, up to now at most. */
  readonly filter: Ranged;
  /** The range to compare with; null where there is none. */
  readonly compared: Interval | null;
  readonly people: People;
  readonly pool: boolean;
  readonly minEffect: number;
  /** From when on the interactions began whose surveys may still be answered. */
  readonly open: { readonly open_since: string };
  /** By what alone the responses were chosen, so that the rest of a report would not be of them. */
  readonly only: "scores" | "questions" | null;
  readonly signal: AbortSignal | undefined;
  readonly names: () => Promise<DisplayNames>;
  readonly scores: () => Promise<readonly ScoreRow[]>;
  /** The same by the type of survey. */
  readonly channels: () => Promise<readonly ScoreRow[]>;
  /** The same by type and day of local time; null where there is nothing to compare with. */
  readonly days: () => Promise<readonly ScoreRow[] | null>;
  readonly daysBefore: () => Promise<readonly ScoreRow[] | null>;
  readonly headline: () => Promise<Headline>;
  readonly headlineBefore: () => Promise<Headline>;
  /** The length of scale that the headline has; null where nobody answered, or all are pooled. */
  readonly points: () => Promise<number | null>;
  /** The questions that were answered in the range, and in what it is compared with. */
  readonly versions: () => Promise<readonly QuestionVersion[]>;
  readonly versionsBefore: () => Promise<readonly QuestionVersion[]>;
  /** When the versions of forms came about: breaks among these are found by it. */
  readonly versionTimes: (versions: readonly QuestionVersion[]) => Promise<VersionTimes>;
  /** Where a question changed that the headline is of. */
  readonly breaks: () => Promise<readonly Break[]>;
  /** The reason that forbids verdicts of every number and every group. */
  readonly obstacle: () => Promise<Obstacle>;
  /** Sums over whole responses. */
  readonly indices: () => Promise<readonly IndexRow[]>;
  /** What became of the surveys of interactions that ended in the range, regardless of the basis of everything else. */
  readonly cohort: () => Promise<readonly FunnelRow[]>;
  /** A section as it is in the warehouse. */
  readonly part: <Part extends object>(section: Section<Part>) => Promise<Part>;
  /** The cells that may not be printed, of the tables that divide the same answers. */
  readonly hidden: () => Promise<HiddenCells>;
}

/** A number of the whole, in words. */
export interface MetricRow {
  readonly label: string;
  readonly value: string;
  readonly change?: string | null;
  readonly note?: string | null;
  /** On every screen, only where there is a whole page, or below the table of numbers. @default screen */
  readonly place?: "screen" | "page" | "below";
}

/** A sentence about how far the numbers can be trusted. */
export interface Caveat {
  readonly sentence: string;
  /** No number goes without it, however short the screen. */
  readonly always?: true;
}

/** How many of each there are on a screen: the one that is left out first comes first. */
export interface ScreenLimits {
  readonly queues: number;
  readonly comments: number;
  readonly questions: number;
  /** Of agents who are not set apart; none: no agents at all. */
  readonly names: number;
  /** Sentences about how far the numbers can be trusted. */
  readonly caveats: number;
}

/** The context in which a section prints. */
export interface Printer {
  readonly phrases: Phrases;
  readonly language: Language;
  /** The part of another section in the same document. */
  readonly of: <Part extends object>(section: Section<Part>) => Part;
  /** Texts of questions that are listed at most. */
  readonly questions: number;
}

export interface TextPrinter extends Printer {
  readonly style: GridStyle;
  readonly limits: ScreenLimits;
}
