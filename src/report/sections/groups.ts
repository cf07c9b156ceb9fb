import { type Grouping, groupingNames, isOverlapping, nameOfGrouping } from "../../metrics/index.ts";
import { defineSection, safe } from "../define-section.ts";
import { type GroupFigures, onlyAsked } from "../groups/group-figures.ts";
import { groupTable as markdownTable } from "../groups/markdown-table.ts";
import { protectGroups } from "../groups/protect-groups.ts";
import { readGroups } from "../groups/read-groups.ts";
import { groupTable } from "../groups/text-table.ts";
import { bold, paragraph } from "../print/layout.ts";
import { block } from "../print/markdown-table.ts";
import { type Phrases, wordOf } from "../print/phrases.ts";
import { asksCustomers } from "../scores.ts";
import type { Context } from "../section.ts";
import { about } from "./about.ts";
import { agents } from "./agents.ts";
import { queues } from "./queues.ts";

export interface GroupsPart {
  readonly by: string | null;
  /** Whether one response may be in several groups. */
  readonly overlapping: boolean;
  /** Groups with fewer answers than were asked for at least. */
  readonly left_out: number;
  /** The groups of `by`; null without it. */
  readonly groups: readonly GroupFigures[] | null;
}

/** What `--by` asks for. */
export const groups = defineSection({
  key: "groups",
  words: {
    en: {
      by: (grouping: string) => `By ${grouping}`,
      overlapping: "A response may be in several groups: they do not add up to the whole.",
      leftOut: (count: string, one: boolean) => `${count} smaller ${one ? "group" : "groups"} left out.`,
      nobody: "nobody answered",
      nothingEvaluated: "nothing was evaluated",
      notStated: "(not stated)",
    },
    de: {
      by: (grouping) => `Nach ${grouping}`,
      overlapping: "Eine Rückmeldung kann in mehreren Gruppen sein: Sie ergeben zusammen nicht das Ganze.",
      leftOut: (count, one) => `${count} kleinere ${one ? "Gruppe" : "Gruppen"} weggelassen.`,
      nobody: "niemand hat geantwortet",
      nothingEvaluated: "nichts wurde bewertet",
      notStated: "(nicht angegeben)",
    },
  },
  async read(context: Context): Promise<GroupsPart> {
    const { filter, request } = context;
    const by = request.by ?? null;
    return {
      by: by && nameOfGrouping(by),
      overlapping: by !== null && isOverlapping(by, filter),
      left_out: 0,
      groups: by === null ? null : await readTable(context, by),
    };
  },
  protect: {
    by: safe,
    overlapping: safe,
    left_out: safe,
    async groups(all, context, { by }) {
      if (by === "queue") return (await queues.protect(context)).queues;
      if (by === "agent") return (await agents.protect(context)).agent_groups;
      return all && protectGroups(all, "group", await context.hidden());
    },
  },
  finish(part, { only, request: { minimum = 0 } }) {
    const all = part.groups && onlyAsked(part.groups, only);
    // The groups that are left out must not give a withheld number away: so they are chosen last.
    const kept = all?.filter((group) => mostAnswers(group, minimum) >= minimum) ?? null;
    return { ...part, left_out: (all?.length ?? 0) - (kept?.length ?? 0), groups: kept };
  },
  text({ by, groups: all, left_out, overlapping }, { words, phrases, of, style }) {
    if (by === null) return "";
    const { texts, formats } = phrases;
    const asked = asksCustomers(of(about).filter);
    const notes = [
      ...(left_out > 0 ? [words.leftOut(formats.count(left_out), left_out === 1)] : []),
      ...(overlapping ? [words.overlapping] : []),
      ...(by === "agent" && asked && all?.length ? [`${texts.band}: ${texts.bandsNote}.`] : []),
    ];
    const title = wordOf(texts.groupings, by);
    const printed = all?.length
      ? groupTable(title, all, named(by, phrases, words.notStated), { ...style, asked, inFull: true })
      : `${bold(words.by(title), style)}: ${asked ? words.nobody : words.nothingEvaluated}\n`;
    return notes.length === 0 ? printed : `${printed}${paragraph(notes.join(" "), style)}`;
  },
  markdown({ by, groups: all, left_out, overlapping }, { words, phrases, of }) {
    if (by === null || all === null) return "";
    const { texts, formats } = phrases;
    const asked = asksCustomers(of(about).filter);
    const title = wordOf(texts.groupings, by);
    return block(
      words.by(title),
      markdownTable(title, all, named(by, phrases, words.notStated), asked) ||
        `${asked ? words.nobody : words.nothingEvaluated}\n`,
      overlapping ? words.overlapping : "",
      left_out === 0 ? "" : words.leftOut(formats.count(left_out), left_out === 1),
    );
  },
});

/** Of whom a roster states nothing, that is known. */
const named = (by: string, phrases: Phrases, notStated: string): Phrases =>
  groupingNames.some((one) => one === by) ? phrases : { ...phrases, texts: { ...phrases.texts, unknown: notStated } };

/** Groups by queue or agent are the same rows as those tables. */
async function readTable(context: Context, by: Grouping): Promise<readonly GroupFigures[] | null> {
  if (by === "queue") return (await context.part(queues)).queues;
  return by === "agent" && context.people.mode !== "off"
    ? (await context.part(agents)).agent_groups
    : readGroups(context, by);
}

/** The largest number of answers that a figure of a group is of; a withheld one counts as enough. */
const mostAnswers = (group: GroupFigures, minimum: number): number =>
  Math.max(
    group.responses ?? minimum,
    ...[group.csat, group.nps, group.evaluator_csat, group.machine_csat].map(
      ({ n, hidden }) => n ?? (hidden ? minimum : 0),
    ),
  );
