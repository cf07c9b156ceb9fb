import { asksCustomers, isNotRead } from "./about.ts";
import type { ReportDocument, Standing } from "./document.ts";
import type { Phrases } from "./phrases.ts";

/** How far the numbers can be trusted, sentence by sentence; of questions at most so many are named. */
export function trustSentences(document: ReportDocument, phrases: Phrases, most = 1000): readonly string[] {
  const { texts, formats } = phrases;
  const { awaiting_role: awaiting, assumed_directions: assumed, design_effect: effect } = document;
  const doubtful = document.doubtful_directions.map(({ text }) => text);
  return [
    document.csat.n === null && !document.csat.hidden
      ? texts.chosenByScore
      : `${texts.chanceOnly}: ${unansweredWords(document, phrases)}.`,
    [`${sentence(completenessWords(document, phrases))}.`, ...unreadWords(document, phrases)].join(" "),
    ...(effect === null ? [] : [texts.designEffect(formats.one(Math.sqrt(effect)))]),
    ...(awaiting > 0 ? [texts.awaiting(formats.count(awaiting), awaiting === 1)] : []),
    ...(assumed.length > 0 ? [texts.assumed(quoted(assumed, most, phrases))] : []),
    ...(doubtful.length > 0 ? [texts.doubtful(quoted([...new Set(doubtful)], most, phrases))] : []),
    ...(document.agents === "named" ? [] : [texts.protectedAgents]),
  ];
}

/** What chance leaves out: who was not asked, and who did not answer. */
function unansweredWords(document: ReportDocument, phrases: Phrases): string {
  if (!asksCustomers(document)) return phrases.texts.onlyEvaluations;
  const { n, hidden } = document.response_rate;
  if (n === null && !hidden) return phrases.texts.onlyQuestions;
  return `${answeredWords(document, phrases)}, ${askedWords(document, phrases)}`;
}

/** Web and voice ask differently: one sentence about both would be true of neither. */
function answeredWords(document: ReportDocument, { texts, formats, missing }: Phrases): string {
  const { response_rate: rate, response_rate_by_channel: channels } = document;
  const none = missing(rate, isNotRead(document) ? texts.rangeNotRead : texts.nobodyAsked);
  if (none !== null) return none;
  const answered = (["web", "voice"] as const).flatMap((channel) => {
    const { value, hidden } = channels[channel];
    if (hidden) return [`${texts[channel]}: ${texts.tooFew}`];
    return value === null ? [] : [texts.answered[channel](formats.percent(value))];
  });
  const open = rate.open === null ? texts.fewerThanTen : formats.count(rate.open);
  return [...answered, ...(rate.complete ? [] : [texts.incompleteCohort(open)])].join(", ");
}

function askedWords({ coverage: { value, hidden } }: ReportDocument, { texts, formats }: Phrases): string {
  if (hidden) return texts.askedTooFew;
  return value === null ? texts.askedNotKnown : texts.askedOf(formats.percent(value));
}

/** The sentence of `status`, in the report's language where its facts are given. */
export function completenessWords(document: ReportDocument, { texts, formats }: Phrases): string {
  const { standing } = document;
  if (!standing) return document.completeness;
  const count = (n: number | null): string => (n === null ? texts.fewerThanTen : formats.count(n));
  const stretches = standing.unread.map((one) => formats.range(one)).join(", ");
  return [
    document.complete_to === null ? texts.notComplete : texts.completeTo(formats.minute(document.complete_to)),
    ...(stretches === "" ? [] : [texts.unread(stretches)]),
    ...standing.not_read.map((source) => texts.sourceNotRead[source]),
    ...(standing.underived === 0 ? [] : [texts.underived(count(standing.underived), standing.underived === 1)]),
    ...(standing.missing === 0 ? [] : [texts.answersMissing(count(standing.missing), standing.missing === 1)]),
    ...openWords(standing, texts, count(standing.open)),
    ...(standing.never_settled === 0 ? [] : [texts.neverSettled(count(standing.never_settled))]),
  ].join("; ");
}

/** Rows tell which surveys are open: that none is cannot be said while rows are missing. */
function openWords({ open, underived }: Standing, texts: Phrases["texts"], count: string): readonly string[] {
  if (open !== 0) return [texts.open(count, open === 1)];
  return underived === 0 ? [texts.noneOpen] : [];
}

/** A range, or what it is compared with, that begins before anything was read. */
function unreadWords({ read_from: from, range, compared_with: before }: ReportDocument, { texts, formats }: Phrases) {
  const first = [range.from, before?.from ?? range.from].sort()[0] ?? range.from;
  return from !== null && first < from ? [texts.notReadBefore(formats.minute(from))] : [];
}

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function quoted(questions: readonly string[], most: number, { texts, formats }: Phrases): string {
  const rest = questions.length - most;
  const named = questions.slice(0, most).map(texts.quoted);
  return `${named.join(", ")}${rest > 0 ? ` ${texts.more(formats.count(rest))}` : ""}`;
}
