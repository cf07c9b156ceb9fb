import { plain } from "../../base/index.ts";
import { type GridColumn, type GridStyle, toGrid } from "../../terminal/index.ts";
import { isGiven } from "../about.ts";
import type { GroupFigures } from "../document.ts";
import { type Phrases, wordOf } from "../phrases.ts";

/** From so many columns on there is room for what is expected. */
const wide = 100;

interface GroupStyle extends GridStyle {
  /** Where groups are what the report is about. */
  readonly withNps: boolean;
}

/** Groups with CSAT, its interval and its change. */
export function groupTable(
  title: string,
  groups: readonly GroupFigures[],
  phrases: Phrases,
  style: GroupStyle,
): string {
  if (groups.some(({ question }) => question !== null)) return questionTable(title, groups, phrases, style);
  const banded = style.withNps && groups.some(({ band }) => band !== null);
  const cells = columnsOf(phrases, {
    csat: groups.some(({ csat }) => isGiven(csat)),
    nps: style.withNps && groups.some(({ nps }) => isGiven(nps)),
    coverage: groups.some(({ coverage }) => coverage !== null),
    expected: style.columns >= wide && groups.some(({ expected }) => expected !== null),
    change: groups.some(({ change }) => change !== null),
    band: banded,
  });
  const rows = groups.map((group) => [groupName(group, phrases), ...cells.map(({ read }) => read(group))]);
  // The last column takes what is left of the line: numbers in it would stand far away.
  const columns = cells.map((cell, index) => (index === cells.length - 1 ? { ...cell, right: false } : cell));
  return toGrid([{ title, flexible: true }, ...columns], rows, style);
}

/**
 * Groups in the order in which somebody should look at them: those that fell, those below what is expected, those that rose, then
 * the lowest scores; those of few answers after them, and what is withheld last.
 */
export const byConcern = (groups: readonly GroupFigures[]): readonly GroupFigures[] =>
  groups.toSorted((one, other) => concern(one) - concern(other) || scoreOf(one) - scoreOf(other));

function concern({ id, csat, change, band }: GroupFigures): number {
  if (id === null || csat.hidden || csat.value === null) return 5;
  if (change?.verdict === "fall") return 0;
  if (band === "below") return 1;
  if (change?.verdict === "rise") return 2;
  return (csat.n ?? 0) < fewAnswers ? 4 : 3;
}

/** As many answers as a verdict takes. */
const fewAnswers = 30;
const scoreOf = ({ csat }: GroupFigures): number => csat.value ?? 2;

/** Questions, each with the number of its own role. */
function questionTable(title: string, groups: readonly GroupFigures[], phrases: Phrases, style: GridStyle): string {
  const { texts } = phrases;
  const columns = [
    { title, flexible: true },
    { title: texts.count, right: true },
    { title: texts.measures },
    { title: texts.value },
  ];
  const rows = groups.map((group) => [groupName(group, phrases), ...questionCells(group, phrases, plain)]);
  return toGrid(columns, rows, style);
}

/** How many answered a question, what it measures, and what they said. */
export const questionCells = (
  group: GroupFigures,
  phrases: Phrases,
  clean: (text: string) => string,
): readonly string[] => [
  phrases.few(group.responses),
  group.question === null ? none : wordOf(phrases.texts.roles, group.question.role),
  phrases.question(group, clean),
];

export const groupName = ({ id, name }: Pick<GroupFigures, "id" | "name">, { texts }: Phrases): string =>
  name ?? id ?? texts.unknown;

interface Cell extends GridColumn {
  readonly read: (group: GroupFigures) => string;
}

const none = "–";
const right = true;

function columnsOf(
  { texts, formats, between, missing, shortChange, few, shortBand }: Phrases,
  show: Readonly<Record<"csat" | "nps" | "coverage" | "expected" | "change" | "band", boolean>>,
): readonly Cell[] {
  return [
    { title: texts.count, right, read: ({ responses }) => few(responses) },
    ...(show.csat
      ? [
          {
            title: texts.csatShort,
            right,
            read: ({ csat }: GroupFigures) => missing(csat) ?? formats.percent(csat.value ?? 0),
          },
          { title: texts.interval, read: ({ csat }: GroupFigures) => between(csat, formats.points) || none },
        ]
      : []),
    ...(show.nps
      ? [
          {
            title: texts.npsShort,
            right,
            spare: true,
            read: ({ nps }: GroupFigures) => missing(nps, none) ?? formats.signed(nps.value ?? 0),
          },
        ]
      : []),
    ...(show.coverage
      ? [
          {
            title: texts.coverageShort,
            right,
            spare: true,
            read: ({ coverage }: GroupFigures) => {
              const { value = null, hidden = false } = coverage ?? {};
              return hidden ? texts.tooFew : value === null ? none : formats.percent(value);
            },
          },
        ]
      : []),
    ...(show.expected
      ? [
          {
            title: texts.expected,
            right,
            spare: true,
            read: ({ expected }: GroupFigures) => (expected === null ? none : formats.percent(expected)),
          },
        ]
      : []),
    ...(show.change
      ? [
          {
            title: texts.change,
            whole: true,
            read: ({ change }: GroupFigures) => (change === null ? none : shortChange(change)),
          },
        ]
      : []),
    ...(show.band
      ? [
          {
            title: texts.band,
            whole: true,
            read: shortBand,
          },
        ]
      : []),
  ];
}
