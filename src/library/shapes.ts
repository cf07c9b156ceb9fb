import {
  type Interval,
  options,
  type Period,
  readFlag,
  readList,
  readNumber,
  readOneOf,
  readOrNull,
  readPeriod,
  readTable,
  readText,
  type Shape,
  unfit,
} from "../base/index.ts";
import { patternProblem } from "../config/index.ts";
import { defaultRedaction, type Redaction, redactedKinds, type ScoreSettings } from "../csat/index.ts";
import type { Source } from "../extract/index.ts";
import { bases, type Filter as CheckedFilter, rules } from "../metrics/index.ts";
import { type Definition, defaultPrivacy, type KeptFor, periodUnits, type Retention } from "../sync/index.ts";

export const readWords = readList(readText);

export const readSources = readList(readOneOf<Source>(["surveys", "evaluations"]));

/** Shares and satisfactions are fractions. */
export const readShare = readNumber(0, 1);

type ScaleSettings = ScoreSettings["scales"][string];

const readScale = options<ScaleSettings>({
  best: readOrNull(readOneOf(["high", "low"])),
  satisfiedFrom: readOrNull(readNumber(Number.NEGATIVE_INFINITY)),
  notOnScale: readList((value, name) => (typeof value === "number" ? value : readText(value, name))),
});

/** Roles, leads and scales by id, each table empty where it is left out. */
export const readScores = (value: unknown, name: string): ScoreSettings => ({
  ...{ roles: {}, leads: {}, scales: {} },
  ...options<Partial<ScoreSettings>>({
    roles: readTable(readOneOf(["csat", "nps", "ces", "resolution", "comment", "other", "unconfirmed"])),
    leads: readTable(readText),
    scales: readTable(readScale),
    shortestLeg: readNumber(0),
  })(value, name),
});

/** What is taken out of free texts; keys that are left out are as in `defaultRedaction`. */
export const readRedaction = (value: unknown, name: string): Redaction => ({
  ...defaultRedaction,
  ...options<Partial<Redaction>>({ kinds: readList(readOneOf(redactedKinds)), patterns: readTable(readPattern) })(
    value,
    name,
  ),
});

/** How long things are kept; keys that are left out are kept for ever. */
export const readRetention = (value: unknown, name: string): Retention => ({
  ...defaultPrivacy.retention,
  ...options<Partial<Retention>>({
    comments: readOrNull(readKeptFor),
    agents: readOrNull(readKeptFor),
    documents: readOrNull(readKeptFor),
  })(value, name),
});

const readKeptFor = options<KeptFor>({ count: readNumber(1), unit: readOneOf(periodUnits) }, ["count", "unit"]);

function readPattern(value: unknown, name: string): string {
  const pattern = readText(value, name);
  const problem = patternProblem(pattern);
  if (problem !== null) throw unfit(name, value, `This pattern ${problem}.`);
  return pattern;
}

/** Labels, questions and scores; keys that are left out are as in `defaults`. */
export const readDefinition =
  (defaults: Definition) =>
  (value: unknown, name: string): Definition => ({
    ...defaults,
    ...options<Partial<Definition>>({ labels: readWords, questions: readWords, scores: readScores })(value, name),
  });

/** What only the page asks for, by its address, and what needs a roster, which the configuration has. */
export type PageFilter = "figure" | "text" | "attributes" | "roster";

/** Which responses, as every number, export and report chooses them. A filter that is left out lets everything pass. */
export interface Filter extends Omit<CheckedFilter, "range" | PageFilter> {
  /** @default all times; of a report the last 28 whole days */
  readonly range?: Period | undefined;
}

export const filterShape: Shape<Omit<CheckedFilter, PageFilter>> = {
  range: readPeriod,
  basis: readOneOf(bases),
  sources: readSources,
  queues: readWords,
  agents: readWords,
  teams: readWords,
  divisions: readWords,
  media: readWords,
  forms: readWords,
  questions: readWords,
  scores: options<Interval>({ from: readShare, to: readShare }, ["from", "to"]),
  linked: readFlag,
  rule: readOneOf(rules),
};

export const readFilter = options<Omit<CheckedFilter, PageFilter>>(filterShape);
