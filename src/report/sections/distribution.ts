import { ask, groupedBy } from "../../metrics/index.ts";
import { defineSection } from "../define-section.ts";
import { block, escaped, table } from "../print/markdown-table.ts";
import { isFew } from "../protection/hide-few.ts";
import type { Context } from "../section.ts";
import { csat } from "./csat.ts";

export interface DistributionPart {
  readonly distribution: readonly {
    readonly value: number;
    readonly answer: string | null;
    readonly n: number | null;
  }[];
}

/** How often each value of the headline's scale was given; nothing where scales of several lengths are pooled. */
export const distribution = defineSection({
  key: "distribution",
  words: {
    en: { title: "Answers to the lead question", answer: "answer" },
    de: { title: "Antworten auf die Leitfrage", answer: "Antwort" },
  },
  async read(context: Context): Promise<DistributionPart> {
    const { reader, filter, signal } = context;
    const points = await context.points();
    const wanted = new Set((filter.questions ?? []).map((id) => id.toLowerCase()));
    const rows = (await ask(reader, "distribution", { filter, signal })).filter(
      (row) =>
        row.role === "csat" &&
        (points === null || row.points === points) &&
        (wanted.size === 0 ? row.headline : wanted.has(row.question_id?.toLowerCase() ?? "")),
    );
    if (new Set(rows.map((row) => row.points)).size > 1) return { distribution: [] };
    const answers = [...groupedBy(rows, ({ value }) => value)]
      .flatMap(([value, own]) => {
        const texts = new Set(own.map(({ answer }) => answer));
        const answer = texts.size === 1 ? (own[0]?.answer ?? null) : null;
        return value === null ? [] : [{ value, answer, n: own.reduce((sum, { answers }) => sum + answers, 0) }];
      })
      .sort((a, b) => a.value - b.value);
    return { distribution: answers };
  },
  protect: {
    async distribution(answers, context) {
      const { n } = (await context.part(csat)).csat;
      return isFew(n) || answers.some((one) => isFew(one.n)) ? [] : answers;
    },
  },
  markdown({ distribution: answers }, { words, phrases: { texts, formats } }) {
    const rows = answers.map(({ value, answer, n }) => [
      formats.plain(value),
      answer === null ? "" : escaped(answer),
      n === null ? texts.tooFew : formats.count(n),
    ]);
    const right = true;
    return block(
      words.title,
      table([{ title: texts.value, right }, words.answer, { title: texts.count, right }], rows),
    );
  },
});
