import { asksCustomers, namesRule } from "./about.ts";
import type { ReportDocument } from "./document.ts";
import { groupTable } from "./markdown/groups.ts";
import { comments, credits, drivers, hours, quality } from "./markdown/relations.ts";
import { escaped } from "./markdown/table.ts";
import { comparison, distribution, header, headline, trend } from "./markdown/whole.ts";
import { createPhrases, wordOf } from "./phrases.ts";
import type { Language } from "./texts/texts.ts";
import { trustSentences } from "./trust.ts";

/** All of a report in Markdown, every number with its n and its interval. What customers wrote is escaped. */
export function reportMarkdown(document: ReportDocument, language: Language): string {
  const phrases = createPhrases(language, document.time_zone);
  const { texts, formats } = phrases;
  const { by, groups, queues, agent_groups: agents } = document;
  const section = (title: string, body: string, ...notes: readonly string[]): string[] =>
    body === "" ? [] : [`## ${title}\n`, body, ...notes.filter((note) => note !== "").map((note) => `${note}\n`)];
  const asked = asksCustomers(document);
  const left =
    document.left_out === 0 ? "" : `${texts.leftOut(formats.count(document.left_out), document.left_out === 1)}.`;
  const hiddenHours = document.hours.filter(({ csat }) => csat.hidden).length;
  const expected = (title: string, of: typeof queues, name: string): string[] =>
    section(title, groupTable(name, of, phrases, asked), asked ? texts.expectedNote : "", left);
  return [
    header(document, phrases),
    ...section(texts.headline, headline(document, phrases)),
    ...section(texts.comparison, comparison(document, phrases)),
    ...section(`${texts.trend} ${wordOf(texts.units, document.trend.unit)}`, asked ? trend(document, phrases) : ""),
    ...section(texts.distribution, distribution(document, phrases)),
    ...(by === null || groups === null
      ? []
      : section(
          texts.by(wordOf(texts.groupings, by)),
          groupTable(wordOf(texts.groupings, by), groups, phrases, asked) ||
            `${asked ? texts.noGroups : texts.noEvaluations}\n`,
          document.overlapping ? texts.overlapping : "",
          left,
        )),
    ...(by === "queue" ? [] : expected(texts.queues, queues, texts.groupings.queue)),
    ...(by === "agent" || agents === null ? [] : expected(texts.agents, agents, texts.groupings.agent)),
    ...section(texts.attribution, credits(document, phrases), texts.attributionNote),
    ...section(
      texts.hours,
      hours(document, phrases),
      texts.hoursNote,
      hiddenHours === 0 ? "" : texts.hoursHidden(formats.count(hiddenHours)),
    ),
    ...section(texts.drivers, asked ? drivers(document, phrases) : "", texts.driversNote),
    ...section(texts.quality, quality(document, phrases), texts.qualityNote),
    ...section(texts.lowComments, comments(document, phrases)),
    ...section(
      texts.trust,
      [...trustSentences(document, phrases), computedWords(document, phrases)]
        .map((sentence) => `* ${escaped(sentence)}\n`)
        .join(""),
    ),
  ]
    .join("\n")
    .replaceAll("\u00a0", " ");
}

/** What only somebody who wants to compute it again asks for. */
const computedWords = (document: ReportDocument, { texts }: ReturnType<typeof createPhrases>): string =>
  texts.computed(
    texts.basis[document.basis],
    namesRule(document) ? texts.rule[document.rule] : null,
    document.definition_id,
  );
