import type { Figure, ReportDocument } from "./document.ts";
import { type Phrases, wordOf } from "./phrases.ts";

/** What the header says: whose numbers these are, in parts that a line may end between. */
export function aboutParts(document: ReportDocument, { texts, formats }: Phrases): readonly string[] {
  const { responses, interactions, partial, evaluations, unlinked } = document;
  const counted = (count: number | null, words: (count: string, one: boolean) => string): string[] =>
    count === null ? [] : [words(formats.count(count), count === 1)];
  const some = (count: number | null, words: (count: string) => string): string[] =>
    count ? [words(formats.count(count))] : [];
  const read = rangeRead(document);
  const isPart = read.from !== document.range.from || read.to !== document.range.to;
  return [
    ...(isPart ? [texts.askedFor(formats.range(document.range))] : []),
    document.time_zone,
    ...(document.basis === "completed" ? [] : [texts.basis[document.basis]]),
    ...(document.rule === "genesys" || !namesRule(document) ? [] : [texts.byRule(texts.rule[document.rule])]),
    ...(asksCustomers(document) ? counted(responses, texts.responses) : counted(evaluations, texts.evaluations)),
    ...counted(interactions, texts.interactions),
    ...some(partial, texts.partial),
    ...some(unlinked, texts.notLinked),
    ...(document.compared_with === null ? [] : [texts.comparedWith(formats.range(document.compared_with))]),
  ];
}

/** A team is the survey's own, whoever is credited. */
export const namesRule = ({ by }: ReportDocument): boolean => by !== "team";

/** What is younger may not be read yet by a sync that has just ended. Milliseconds. */
const settleTime = 60 * 60 * 1000;

/** The part of the range that has been read: a number says nothing of the days before and after. */
export function rangeRead({ range, read_from: from, complete_to: to }: ReportDocument): ReportDocument["range"] {
  const read = {
    from: from !== null && from > range.from ? from : range.from,
    to: to !== null && Date.parse(to) < Date.parse(range.to) - settleTime ? to : range.to,
  };
  return read.from < read.to ? read : range;
}

/** Whether a figure is of what was asked for, though it may have no answers, or be withheld. */
export const isGiven = ({ n, hidden }: Figure): boolean => hidden === true || n !== null;

/** Whether surveys are in it, and not evaluations alone. */
export function asksCustomers({ filter: { sources } }: ReportDocument): boolean {
  return !Array.isArray(sources) || sources.includes("surveys");
}

/** Whether nothing of the range has been read: then that nobody answered cannot be said. */
export function isNotRead({ range, read_from: from, complete_to: to, standing }: ReportDocument): boolean {
  if (standing?.not_read.includes("surveys")) return true;
  if (standing?.unread.some((gap) => gap.from <= range.from && gap.to >= range.to)) return true;
  return (from !== null && range.to <= from) || (to !== null && range.from >= to);
}

/** Said elsewhere in the header. */
const elsewhere = new Set(["range", "basis", "rule"]);

/** What chose the responses, in words; null where nothing did. */
export function filterWords({ filter }: ReportDocument, phrases: Phrases): string | null {
  const { texts } = phrases;
  const words = Object.entries(filter).flatMap(([key, value]) => {
    if (elsewhere.has(key) || value === null || value === undefined) return [];
    if (key === "linked") return [value === true ? texts.linked : texts.unlinked];
    const written = writeValue(value, phrases);
    return written === "" ? [] : [`${wordOf(texts.filters, key)} ${written}`];
  });
  return words.length === 0 ? null : words.join("; ");
}

function writeValue(value: unknown, { formats }: Phrases): string {
  if (Array.isArray(value)) return value.map(String).join(", ");
  if (typeof value === "number") return formats.plain(value);
  if (typeof value !== "object" || value === null) return String(value);
  const ends: Partial<Record<string, unknown>> = { ...value };
  const { from, to } = ends;
  return typeof from === "number" && typeof to === "number"
    ? `${formats.plain(from)}–${formats.plain(to)}`
    : JSON.stringify(value);
}
