import { useFormats, useFrame, useTexts } from "../state/frame.ts";
import type { Sections } from "../state/sections.ts";
import { completenessWords } from "../words/completeness.ts";
import { useWords } from "../words/words.ts";

/** An hour: what is newer than that may be on its way, though all is well. */
const settling = 60 * 60 * 1000;

/** How far what is shown was really read: the period, what is missing of it, and how many may still answer. */
export function CompletenessBadge({ data }: { data: Sections<"about" | "completeness" | "response_rate"> }) {
  const [formats, texts, words] = [useFormats(), useTexts(), useWords(completenessWords)];
  const { about } = useFrame();
  const { range, standing, complete_to: to, read_from: from } = data;
  const read = {
    from: from !== null && from > range.from ? from : range.from,
    to: to !== null && Date.parse(to) < Date.parse(range.to) - settling ? to : range.to,
  };
  const isNothing = to === null || read.from >= read.to;
  const gaps = (standing?.unread ?? []).filter((gap) => gap.from < range.to && gap.to > range.from);
  const count = (n: number | null): string => (n === null ? texts.fewerThanTen : formats.count(n));
  const { open, complete } = data.response_rate;
  const problems = [
    ...(isNothing ? [words.nothingRead] : []),
    ...(!isNothing && (read.from !== range.from || read.to !== range.to) ? [words.onlyRead(formats.range(read))] : []),
    ...gaps.map((gap) => words.gap(formats.range(gap))),
    ...(standing?.not_read ?? []).map((source) => words.notRead[source]),
    ...(standing && standing.missing !== 0 ? [words.missing(count(standing.missing))] : []),
    ...(standing && standing.underived !== 0 ? [words.underived(count(standing.underived))] : []),
  ];
  const lost = standing?.lost ?? null;
  const at = standing?.compared_at;
  const compared = at === undefined ? [] : [formats.minute(at)];
  if (lost !== 0) problems.push(...compared.map((time) => words.lost(count(lost), lost === 1, time)));
  const isWhole = problems.length === 0;
  return (
    <p class={isWhole ? "badge whole" : "badge partial"} role="note">
      <span class="mark" aria-hidden="true">
        {isWhole ? "●" : "◐"}
      </span>
      <span>
        {isWhole ? words.whole(formats.range(range)) : problems.join(" ")}
        {complete ? "" : ` ${words.open(count(open), open === 1)}`}
        {lost === 0 ? compared.map((time) => ` ${words.nothingLost(time)}`) : ""}
        {about.sandbox || to === null ? "" : ` ${words.newest(formats.minute(to))}`}
      </span>
    </p>
  );
}
