import { maxConventionalValues, topBoxes } from "./boxes.ts";
import { type Option, valueOnScale } from "./option.ts";
import { type Opinion, opinionOf, opinionOfHardship, opinionOfSolution } from "./option-texts.ts";
import type { ScaleSettings } from "./settings.ts";

/** The scale of a choice question, from the option values of one form version. */
export interface Scale {
  /** Lowest and highest value on the scale; null where fewer than two different ones are. */
  readonly low: number | null;
  readonly high: number | null;
  /** Every value on the scale, once, ascending. */
  readonly values: readonly number[];
  readonly best: "high" | "low";
  /** Confirmed by the configuration, or by texts of options or of the question in a known language; else high is assumed to be good. */
  readonly direction: "confirmed" | "assumed";
  readonly satisfiedValues: readonly number[];
  /** For print: "satisfied = 4–5 of 1–5". */
  readonly rule: string;
  /** Why answers on this scale have no satisfaction, as a sentence; null where they have. */
  readonly problem: string | null;
}

/** What much of a thing is that a question asks for: of satisfaction good, of dissatisfaction bad, of effort hardship; or a solution. */
export type Asking = "for good" | "for bad" | "for hardship" | "for a solution";

const opinions: Readonly<Record<Asking, (text: string | null) => Opinion | null>> = {
  "for good": (text) => opinionOf(text, true),
  "for bad": (text) => opinionOf(text, false),
  "for hardship": opinionOfHardship,
  "for a solution": opinionOfSolution,
};

/** Reads the scale of a question; its own text may explain what the ends mean where the options are bare numbers. */
export function readScale(
  options: readonly Option[],
  settings: ScaleSettings | undefined,
  asking: Asking,
  text: string | null = null,
): Scale {
  const values = [...new Set(options.flatMap(valueOnScale))].sort((a, b) => a - b);
  const named = options.flatMap((option) => valueOnScale(option).map((value) => ({ value, text: option.text })));
  const opinion = opinions[asking];
  const known =
    settings?.best ??
    bestEnd(named, values, opinion) ??
    explainedEnd(text, values, opinion) ??
    (asking === "for hardship" ? "low" : null);
  const best = known ?? "high";
  const from = settings?.satisfiedFrom ?? null;
  const satisfiedValues = topBoxes(values, best, from);
  const usable = values.length >= 2;
  return {
    low: usable ? (values[0] ?? null) : null,
    high: usable ? (values.at(-1) ?? null) : null,
    values,
    best,
    direction: known ? "confirmed" : "assumed",
    satisfiedValues,
    rule: `satisfied = ${range(satisfiedValues)} of ${range(values)}`,
    problem: problemOf(values, satisfiedValues, from),
  };
}

/** The answer's place on its scale, 0 to 1 with 1 as the best; null where the scale is not usable or lacks the value. */
export function satisfaction({ low, high, values, best, problem }: Scale, value: number): number | null {
  if (problem !== null || low === null || high === null || !values.includes(value)) return null;
  return (best === "high" ? value - low : high - value) / (high - low);
}

export const isSatisfied = (scale: Scale, value: number): boolean | null =>
  satisfaction(scale, value) === null ? null : scale.satisfiedValues.includes(value);

function problemOf(values: readonly number[], satisfied: readonly number[], from: number | null): string | null {
  if (values.length < 2) return "Its options have fewer than two different values.";
  if (from === null) {
    return values.length <= maxConventionalValues
      ? null
      : `It has ${values.length} values, and no convention defines "satisfied" for so many: set satisfied_from.`;
  }
  if (satisfied.length === 0) return `satisfied_from ${from} leaves no satisfied value on ${range(values)}.`;
  return satisfied.length < values.length
    ? null
    : `satisfied_from ${from} makes every value of ${range(values)} satisfied.`;
}

function range(values: readonly number[]): string {
  if (values.length === 0) return "none";
  return values.length === 1 ? `${values[0]}` : `${values[0]}–${values.at(-1)}`;
}

/**
 * The end that texts call good: all good values lie beyond all bad ones, or, where only one kind is known, it is
 * at one end and not at the other. Null where the texts do not show it.
 */
function bestEnd(
  named: readonly NamedValue[],
  values: readonly number[],
  opinionIn: (typeof opinions)[Asking],
): Scale["best"] | null {
  const low = values[0];
  const high = values.at(-1);
  if (low === undefined || high === undefined || low === high) return null;
  const called = (opinion: Opinion): number[] =>
    named.flatMap(({ text, value }) => (values.includes(value) && opinionIn(text) === opinion ? [value] : []));
  const good = called("good");
  const bad = called("bad");
  if (good.length > 0 && bad.length > 0) {
    if (Math.min(...good) > Math.max(...bad)) return "high";
    return Math.max(...good) < Math.min(...bad) ? "low" : null;
  }
  return endOf(good, low, high) ?? opposite(endOf(bad, low, high));
}

function endOf(values: readonly number[], low: number, high: number): Scale["best"] | null {
  if (values.includes(high) === values.includes(low)) return null;
  return values.includes(high) ? "high" : "low";
}

const opposite = (end: Scale["best"] | null): Scale["best"] | null => end && (end === "high" ? "low" : "high");

/** The stated meaning of a value of a scale. */
interface NamedValue {
  readonly value: number;
  readonly text: string | null;
}

/** `1 = very satisfied`. */
const equations = /(?<![\d.,])(\d{1,2})\s*=\s*([^\d\s(),;=:/][^\d(),;=:/]*)/gu;
/** `from 1 (very satisfied) to 5 (very dissatisfied)`; `5: sehr unzufrieden`, `1 – poor`; `press 1 for yes, 2 for no`. */
const contrasts = [
  /(?<![\d.,])(\d{1,2})\s*[(（]([^\d()（）]+)[)）]/gu,
  /(?<![\d.,])(\d{1,2})\s*(?::|–|—|-)\s*([^\d\s(),;=:/][^\d(),;=:/]*)/gu,
  /(?<![\d.,])(\d{1,2}) (?:for|für|pour|para|per|voor) ([^\d\s(),;=:/.][^\d(),;=:/.]*)/gu,
];

/**
 * The end that a question's text explains to be the good one, where its options are bare numbers. A number is also what a question
 * or a thing is called by ("Q1: How satisfied …", "our 5-star service"): without an equals sign, a good and a bad end must both be
 * named.
 */
function explainedEnd(
  question: string | null,
  values: readonly number[],
  opinionIn: (typeof opinions)[Asking],
): Scale["best"] | null {
  const stated = bestEnd(readAnchors(question, equations), values, opinionIn);
  if (stated !== null) return stated;
  for (const pattern of contrasts) {
    const anchors = readAnchors(question, pattern);
    const named = new Set(anchors.map(({ text }) => opinionIn(text)));
    if (!named.has("good") || !named.has("bad")) continue;
    const end = bestEnd(anchors, values, opinionIn);
    if (end !== null) return end;
  }
  return null;
}

const readAnchors = (question: string | null, pattern: RegExp): NamedValue[] =>
  // A hostile text may be endless; an explanation of a scale is short.
  [...(question ?? "").slice(0, 1_000).matchAll(pattern)].map(([, value, text = ""]) => ({
    value: Number(value),
    text,
  }));
