import { plain } from "../../base/index.ts";
import { ask } from "../../metrics/index.ts";
import { toGrid } from "../../terminal/index.ts";
import { defineSection } from "../define-section.ts";
import { block, escaped, numeric, table } from "../print/markdown-table.ts";
import { minAnswers } from "../request.ts";
import type { Context } from "../section.ts";
import { about } from "./about.ts";
import { queues } from "./queues.ts";

export interface CommentFigure {
  readonly response_id: string;
  readonly interaction_id: string | null;
  readonly submit_date: string | null;
  readonly queue_name: string | null;
  readonly agent_name: string | null;
  readonly csat_score: number | null;
  readonly nps_score: number | null;
  /** Null where nothing was written. */
  readonly comment: string | null;
}

export interface LowCommentsPart {
  readonly low_comments: readonly CommentFigure[];
}

const maxComments = 5;

/** The newest answers of customers who were not satisfied, with what they wrote. */
export const lowComments = defineSection({
  key: "low_comments",
  words: {
    en: { title: "Newest unsatisfied", when: "when", score: "score", comment: "comment", interaction: "interaction" },
    de: {
      title: "Neueste Unzufriedene",
      when: "wann",
      score: "Wertung",
      comment: "Kommentar",
      interaction: "Interaktion",
    },
  },
  // So many that it is known whether they are few.
  async read(context: Context): Promise<LowCommentsPart> {
    const { reader, filter, signal } = context;
    const names = await context.names();
    const rows = await ask(reader, "comments", { filter, parameters: { low: true, limit: minAnswers }, signal });
    const seen = new Set<string>();
    const comments = rows.flatMap((row): CommentFigure[] => {
      // Under the rule `all` a response stands once for everybody who had a part in it.
      if (row.response_id === null || seen.has(row.response_id)) return [];
      seen.add(row.response_id);
      return [
        {
          response_id: row.response_id,
          interaction_id: row.interaction_id,
          submit_date: row.submit_date,
          queue_name: row.queue_name,
          agent_name: names.name("agent", row.agent_id),
          csat_score: row.csat_score,
          nps_score: row.nps_score,
          comment: row.comment?.trim() ? row.comment : null,
        },
      ];
    });
    return { low_comments: comments };
  },
  protect: {
    // An answer with its agent, or in a queue that is not printed, would be a cell of one; a short list is a count.
    async low_comments(all, context) {
      if (all.length < minAnswers) return [];
      const printed = (await queues.protect(context)).queues.filter(({ csat }) => !csat.hidden);
      const names = new Set(printed.map(({ name }) => name));
      return all.map((one) => ({
        ...{ response_id: one.response_id, interaction_id: one.interaction_id, submit_date: one.submit_date },
        queue_name: names.has(one.queue_name) ? one.queue_name : null,
        ...{ agent_name: null, csat_score: one.csat_score, nps_score: one.nps_score, comment: one.comment },
      }));
    },
  },
  finish: ({ low_comments: all }, { only }) => ({
    low_comments: only === "questions" ? [] : all.slice(0, maxComments),
  }),
  text({ low_comments: all }, { words, phrases, style, limits, of }) {
    if (all.length === 0 || limits.comments === 0) return "";
    const { texts, formats } = phrases;
    const named = of(about).agents !== "off";
    const columns = [
      { title: words.title },
      { title: texts.groupings.queue, flexible: true, spare: true },
      ...(named ? [{ title: texts.groupings.agent, flexible: true, spare: true }] : []),
      { title: words.score, right: true },
      { title: words.comment },
    ];
    const rows = all
      .slice(0, limits.comments)
      .map((one) => [
        one.submit_date === null ? "–" : formats.minute(one.submit_date),
        one.queue_name ?? "–",
        ...(named ? [one.agent_name ?? "–"] : []),
        phrases.commentScore(one),
        one.comment === null ? "–" : plain(one.comment),
      ]);
    return toGrid(columns, rows, style);
  },
  markdown({ low_comments: all }, { words, phrases }) {
    const { texts, formats } = phrases;
    const rows = all.map((one) => [
      one.submit_date === null ? "–" : formats.minuteOfYear(one.submit_date),
      escaped(one.queue_name ?? "–"),
      escaped(one.agent_name ?? "–"),
      phrases.commentScore(one),
      one.comment === null ? "–" : escaped(one.comment),
      one.interaction_id === null ? "–" : `\`${one.interaction_id.replaceAll("`", "")}\``,
    ]);
    const { queue, agent } = texts.groupings;
    const headings = [words.when, queue, agent, ...numeric(words.score), words.comment, words.interaction];
    return block(words.title, table(headings, rows));
  },
});
