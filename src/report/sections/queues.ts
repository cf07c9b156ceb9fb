import { defineSection } from "../define-section.ts";
import { type GroupFigures, onlyAsked } from "../groups/group-figures.ts";
import { groupTable as markdownTable } from "../groups/markdown-table.ts";
import { protectGroups } from "../groups/protect-groups.ts";
import { readGroups } from "../groups/read-groups.ts";
import { byConcern, groupTable, isOnlyJudged } from "../groups/text-table.ts";
import { paragraph } from "../print/layout.ts";
import { block } from "../print/markdown-table.ts";
import { asksCustomers } from "../scores.ts";
import type { Context } from "../section.ts";
import { about } from "./about.ts";

export interface QueuesPart {
  readonly queues: readonly GroupFigures[];
}

/** Queues, those first that somebody should look at. */
export const queues = defineSection({
  key: "queues",
  words: { en: { title: "Queues" }, de: { title: "Warteschlangen" } },
  read: async (context: Context): Promise<QueuesPart> => ({ queues: await readGroups(context, "queue") }),
  protect: {
    queues: async (all, context) =>
      isPrinted(context, "queue") ? protectGroups(all, "queue", await context.hidden()) : [],
  },
  finish: ({ queues: all }, { only }) => ({ queues: onlyAsked(all, only) }),
  text({ queues: all }, { words, phrases, style, limits, of }) {
    const { filter } = of(about);
    const asked = asksCustomers(filter);
    // Judgements alone have no place among customers' answers.
    const shown = all.filter((queue) => !asked || !isOnlyJudged(queue));
    if (shown.length === 0 || limits.queues === 0) return "";
    const first = byConcern(shown).slice(0, limits.queues);
    const rest = shown.length - limits.queues;
    const { texts, formats } = phrases;
    const table = groupTable(words.title, first, phrases, { ...style, asked, inFull: false });
    return rest > 0 ? `${table}${paragraph(texts.more(formats.count(rest)), style)}` : table;
  },
  markdown({ queues: all }, { words, phrases, of }) {
    const asked = asksCustomers(of(about).filter);
    const { texts } = phrases;
    return block(
      words.title,
      markdownTable(texts.groupings.queue, all, phrases, asked),
      asked ? texts.expectedNote : "",
    );
  },
});

/** Under the rule that shares answers out, tables are no whole answers that could be protected together: one of them is printed. */
export const isPrinted = ({ request: { by = null }, filter }: Context, table: "queue" | "agent"): boolean =>
  filter.rule !== "all" || by === table || (table === "queue" && by === null);
