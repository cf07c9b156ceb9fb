import { compareNames } from "../../base/index.ts";
import { defineSection } from "../define-section.ts";
import { isGiven } from "../figures.ts";
import { type GroupFigures, onlyAsked } from "../groups/group-figures.ts";
import { groupTable as markdownTable } from "../groups/markdown-table.ts";
import { protectGroups } from "../groups/protect-groups.ts";
import { readGroups } from "../groups/read-groups.ts";
import { groupName, isOnlyJudged } from "../groups/text-table.ts";
import { bold, labelled, unbroken } from "../print/layout.ts";
import { block } from "../print/markdown-table.ts";
import { asksCustomers } from "../scores.ts";
import type { Context, TextPrinter } from "../section.ts";
import { about } from "./about.ts";
import { isPrinted } from "./queues.ts";

export interface AgentsPart {
  /** Null under `agents = "off"`. */
  readonly agent_groups: readonly GroupFigures[] | null;
}

/** Agents, in bands against what their own mix of work lets expect. */
export const agents = defineSection({
  key: "agents",
  words: { en: { title: "Agents" }, de: { title: "Agenten" } },
  read: async (context: Context): Promise<AgentsPart> => ({
    agent_groups: context.people.mode === "off" ? null : await readGroups(context, "agent"),
  }),
  protect: {
    agent_groups: async (all, context) =>
      all && isPrinted(context, "agent") ? protectGroups(all, "agent", await context.hidden()) : null,
  },
  finish: ({ agent_groups: all }, { only }) => ({ agent_groups: all && onlyAsked(all, only) }),
  text({ agent_groups: all }, printer) {
    // Bands are never about evaluations.
    const asked = (all ?? []).filter((agent) => !isOnlyJudged(agent));
    return asked.some(({ csat }) => isGiven(csat)) && printer.limits.names > 0
      ? agentBands(asked, printer.words.title, printer)
      : "";
  },
  markdown({ agent_groups: all }, { words, phrases, of }) {
    const asked = asksCustomers(of(about).filter);
    const { texts } = phrases;
    return block(
      words.title,
      markdownTable(texts.groupings.agent, all ?? [], phrases, asked),
      asked ? texts.expectedNote : "",
    );
  },
});

/** More names than these would fill the screen. */
const maxNames = { "set apart": 3, nobody: 3 } as const;

/** Longer than that, and it would not stay on a line of 80 columns behind its label. */
const maxUnbroken = 50;
const onOneLine = (words: string): string => (words.length > maxUnbroken ? words : unbroken(words));

/** Agents in three bands, in the order of the alphabet within each: no one is first or last. */
function agentBands(all: readonly GroupFigures[], title: string, { phrases, style, limits }: TextPrinter): string {
  const { texts, formats, missing } = phrases;
  const within = (words: string): readonly GroupFigures[] =>
    all
      .filter((agent) => phrases.band(agent) === words)
      .toSorted((a, b) => compareNames(groupName(a, phrases), groupName(b, phrases)));
  const list = (words: string, most: number, write: (agent: GroupFigures) => string): string => {
    const members = within(words);
    const rest = members.length - most;
    const listed = [
      ...members.slice(0, most).map((agent) => onOneLine(write(agent))),
      ...(rest > 0 ? [texts.more(formats.count(rest))] : []),
    ];
    return listed.join("; ") || "–";
  };
  const inFull = (agent: GroupFigures): string => {
    const { csat, expected } = agent;
    const of = missing(csat) ?? formats.percent(csat.value ?? 0);
    const against = expected === null ? "–" : formats.percent(expected);
    return `${groupName(agent, phrases)} ${texts.inBand(of, formats.count(csat.n ?? 0), against)}`;
  };
  const name = (agent: GroupFigures): string => groupName(agent, phrases);
  const { bands } = texts;
  const without = [...new Set(all.filter(({ band }) => band === null).map(phrases.band))];
  const rows: readonly (readonly [string, string])[] = [
    [bands.above, list(bands.above, maxNames["set apart"], inFull)],
    [bands["not distinguishable"], list(bands["not distinguishable"], limits.names, name)],
    [bands.below, list(bands.below, maxNames["set apart"], inFull)],
    ...without.map((words) => [words, list(words, maxNames.nobody, name)] as const),
  ];
  return `${bold(title, style)}  ${texts.bandsNote}\n${labelled(rows, style)}`;
}
