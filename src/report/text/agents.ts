import type { GridStyle } from "../../terminal/index.ts";
import type { GroupFigures } from "../document.ts";
import type { Phrases } from "../phrases.ts";
import { groupName } from "./groups.ts";
import { bold, labelled, unbroken } from "./layout.ts";

/** More names than these would fill the screen. */
const shown = { "set apart": 3, nobody: 3 } as const;

/** Longer than that, and it would not stay on a line of 80 columns behind its label. */
const longest = 50;
const together = (words: string): string => (words.length > longest ? words : unbroken(words));

/** Agents in three bands, in the order of the alphabet within each: no one is first or last. */
export function agentBands(agents: readonly GroupFigures[], phrases: Phrases, style: GridStyle, names: number): string {
  const { texts, formats, missing } = phrases;
  const within = (words: string): readonly GroupFigures[] =>
    agents
      .filter((agent) => phrases.band(agent) === words)
      .toSorted((a, b) => groupName(a, phrases).localeCompare(groupName(b, phrases)));
  const list = (words: string, most: number, write: (agent: GroupFigures) => string): string => {
    const all = within(words);
    const rest = all.length - most;
    const listed = [
      ...all.slice(0, most).map((agent) => together(write(agent))),
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
  const without = [...new Set(agents.filter(({ band }) => band === null).map(phrases.band))];
  const rows: readonly (readonly [string, string])[] = [
    [bands.above, list(bands.above, shown["set apart"], inFull)],
    [bands["not distinguishable"], list(bands["not distinguishable"], names, name)],
    [bands.below, list(bands.below, shown["set apart"], inFull)],
    ...without.map((words) => [words, list(words, shown.nobody, name)] as const),
  ];
  return `${bold(texts.agents, style)}  ${texts.bandsNote}\n${labelled(rows, style)}`;
}
