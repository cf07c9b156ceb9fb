import type { GridColumn } from "../../terminal/index.ts";
import { type Figure, isThere } from "../figures.ts";
import type { Phrases } from "../print/phrases.ts";
import type { GroupFigures } from "./group-figures.ts";

/** A column of a table of groups. */
export interface GroupColumn extends GridColumn {
  readonly read: (group: GroupFigures) => string;
}

const none = "–";

/** What people judged and what machines did, as far as either is there. */
function kinds(groups: readonly GroupFigures[], { texts }: Phrases) {
  const both = [
    { title: texts.evaluatorShort, of: ({ evaluator_csat }: GroupFigures): Figure => evaluator_csat },
    { title: texts.machineShort, of: ({ machine_csat }: GroupFigures): Figure => machine_csat },
  ];
  return both.filter(({ of }) => groups.some((group) => isThere(of(group))));
}

/** What was judged, where it is what the table is about: each figure with its interval, and its number in a column of its own. */
export const evaluationColumns = (groups: readonly GroupFigures[], phrases: Phrases): readonly GroupColumn[] =>
  kinds(groups, phrases).flatMap(({ title, of }): GroupColumn[] => {
    const { texts, formats, few, missing, between } = phrases;
    const withBounds = (figure: Figure): string => {
      const bounds = between(figure, formats.two);
      return `${formats.two(figure.value ?? 0)}${bounds === "" ? "" : ` [${bounds}]`}`;
    };
    return [
      { title: texts.count, right: true, read: (group) => few(of(group).n) },
      { title, read: (group) => missing(of(group), none) ?? withBounds(of(group)) },
    ];
  });

/** The same in one column each, next to what customers answered. */
export const evaluatorColumns = (groups: readonly GroupFigures[], phrases: Phrases): readonly GroupColumn[] =>
  kinds(groups, phrases).map(({ title, of }) => ({
    title,
    right: true,
    spare: true,
    read: (group) => {
      const { formats, count, missing } = phrases;
      return missing(of(group), none) ?? `${formats.two(of(group).value ?? 0)}, ${count(of(group).n)}`;
    },
  }));
