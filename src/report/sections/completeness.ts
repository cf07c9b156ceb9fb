import { isoTime } from "../../base/index.ts";
import { defineSection, safe } from "../define-section.ts";
import { createPhrases, type Phrases } from "../print/phrases.ts";
import { unlessFew } from "../protection/hide-few.ts";
import type { Context, Printer } from "../section.ts";
import { settleDelay, type WarehouseState } from "../warehouse-state.ts";
import { about } from "./about.ts";

/** How far the warehouse is complete. */
export interface CompletenessPart {
  readonly completeness: string;
  /** What `completeness` is made of, for other languages than its own. */
  readonly standing?: WarehouseState;
  readonly complete_to: string | null;
  /** From when on anything was read; null where that is not known. */
  readonly read_from: string | null;
}

const words = {
  en: {
    completeTo: (time: string) => `complete to ${time}`,
    notComplete: "not complete from the beginning",
    unread: (stretches: string) => `${stretches} not read yet`,
    notRead: { surveys: "surveys not read", evaluations: "evaluations not read" },
    underived: (count: string, one: boolean) => `${count} ${one ? "response" : "responses"} still to be derived`,
    noneOpen: "no survey open",
    answersMissing: (count: string, one: boolean) => `answers of ${count} ${one ? "response" : "responses"} missing`,
    neverSettled: (count: string) => `${count} never settled`,
    lost: (count: string, one: boolean, time: string) =>
      `${count} ${one ? "response" : "responses"} lost by Genesys' own counts on ${time}`,
    nothingLost: (time: string) => `nothing lost by Genesys' own counts on ${time}`,
    notReadBefore: (time: string) => `Nothing before ${time} has been read.`,
    protected:
      "Numbers of fewer than 10 answers, and what would reveal them, read “too few”; tables by hour and by rule are left out.",
  },
  de: {
    completeTo: (time: string) => `vollständig bis ${time}`,
    notComplete: "nicht von Anfang an vollständig",
    unread: (stretches: string) => `${stretches} noch nicht gelesen`,
    notRead: { surveys: "Umfragen nicht gelesen", evaluations: "Qualitätsbewertungen nicht gelesen" },
    underived: (count: string, one: boolean) => `${count} ${one ? "Antwort" : "Antworten"} noch auszuwerten`,
    noneOpen: "keine Umfrage offen",
    answersMissing: (count: string, one: boolean) =>
      `zu ${count} ${one ? "Rückmeldung" : "Rückmeldungen"} fehlen die Antworten`,
    neverSettled: (count: string) => `${count} nie abgeschlossen`,
    lost: (count: string, one: boolean, time: string) =>
      `${count} ${one ? "Rückmeldung" : "Rückmeldungen"} verloren nach Genesys' eigener Zählung am ${time}`,
    nothingLost: (time: string) => `nichts verloren nach Genesys' eigener Zählung am ${time}`,
    notReadBefore: (time: string) => `Vor ${time} ist nichts gelesen.`,
    protected:
      "Zahlen aus weniger als 10 Antworten, und was sie verraten würde, sind als „zu wenige“ ausgewiesen; Tabellen nach Stunde und nach Regel fehlen.",
  },
};

/** How far the warehouse is complete, and which figures are withheld. */
export const completeness = defineSection({
  key: "completeness",
  words,
  async read({ request: { completeness: known } }: Context): Promise<CompletenessPart> {
    const { sentence, state, completeTo, readFrom = null } = known;
    return {
      completeness: sentence,
      ...(state ? { standing: state } : {}),
      complete_to: completeTo === null ? null : isoTime(completeTo),
      read_from: readFrom === null ? null : isoTime(readFrom),
    };
  },
  protect: {
    // The sentence has the counts in it: it is made again of those that may be printed.
    completeness(_, { request }, part) {
      const standing = part.standing && protectState(part.standing);
      return standing
        ? completenessWords({ ...part, standing }, words.en, createPhrases("en", request.local.timeZone))
        : "";
    },
    standing: (state) => state && protectState(state),
    complete_to: safe,
    read_from: safe,
  },
  caveats(part, { words, phrases, of }) {
    const { range, compared_with: before, agents } = of(about);
    const [first = range.from] = [range.from, before?.from ?? range.from].sort();
    const { read_from: from } = part;
    const unread = from !== null && first < from ? [words.notReadBefore(phrases.formats.minute(from))] : [];
    const complete = `${capitalised(completenessWords(part, words, phrases))}.`;
    return [
      { sentence: [complete, ...unread].join(" "), always: true },
      ...(agents === "named" ? [] : [{ sentence: words.protected }]),
    ];
  },
});

const protectState = ({ unread, not_read, ...counts }: WarehouseState): WarehouseState => ({
  ...{ unread, not_read },
  underived: unlessFew(counts.underived),
  open: unlessFew(counts.open),
  never_settled: unlessFew(counts.never_settled),
  missing: unlessFew(counts.missing),
  ...(counts.compared_at === undefined
    ? {}
    : { compared_at: counts.compared_at, lost: unlessFew(counts.lost ?? null) }),
});

/** The sentence of `status`, in the report's language where its facts are given. */
function completenessWords(part: CompletenessPart, words: Words, { texts, formats }: Phrases): string {
  const { standing: state } = part;
  if (!state) return part.completeness;
  const count = (n: number | null): string => (n === null ? texts.fewerThanTen : formats.count(n));
  const stretches = state.unread.map((one) => formats.range(one)).join(", ");
  const { underived, missing, open, never_settled: neverSettled } = state;
  const comparison = ({ compared_at: at, lost = null }: WarehouseState): string[] => {
    if (at === undefined) return [];
    const time = formats.minute(at);
    return [lost === 0 ? words.nothingLost(time) : words.lost(count(lost), lost === 1, time)];
  };
  return [
    part.complete_to === null ? words.notComplete : words.completeTo(formats.minute(part.complete_to)),
    ...(stretches === "" ? [] : [words.unread(stretches)]),
    ...state.not_read.map((source) => words.notRead[source]),
    ...(underived === 0 ? [] : [words.underived(count(underived), underived === 1)]),
    ...(missing === 0 ? [] : [words.answersMissing(count(missing), missing === 1)]),
    ...(open === 0 ? [] : [texts.open(count(open), open === 1)]),
    // Rows record which surveys are open: while rows are missing, it is not known that none is.
    ...(open === 0 && underived === 0 ? [words.noneOpen] : []),
    ...(neverSettled === 0 ? [] : [words.neverSettled(count(neverSettled))]),
    ...comparison(state),
  ].join("; ");
}

type Words = (typeof words)["en"];

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The part of the range that has been read: no number covers the days before and after it. */
export function rangeRead(of: Printer["of"]): { readonly from: string; readonly to: string } {
  const { range } = of(about);
  const { read_from: from, complete_to: to } = of(completeness);
  const read = {
    from: from !== null && from > range.from ? from : range.from,
    to: to !== null && Date.parse(to) < Date.parse(range.to) - settleDelay ? to : range.to,
  };
  return read.from < read.to ? read : range;
}

/** Whether nothing of the range has been read: then it is not known that nobody answered. */
export function isNotRead(of: Printer["of"]): boolean {
  const { range } = of(about);
  const { read_from: from, complete_to: to, standing: state } = of(completeness);
  if (state?.not_read.includes("surveys")) return true;
  if (state?.unread.some((gap) => gap.from <= range.from && gap.to >= range.to)) return true;
  return (from !== null && range.to <= from) || (to !== null && range.from >= to);
}
