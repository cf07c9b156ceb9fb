import { plain } from "../../base/index.ts";
import { fewestForVerdict } from "../../metrics/index.ts";
import { type GridStyle, toGrid } from "../../terminal/index.ts";
import { type Figure, isGiven, isThere } from "../figures.ts";
import { type Phrases, wordOf } from "../print/phrases.ts";
import { evaluationColumns, evaluatorColumns, type GroupColumn } from "./evaluator-columns.ts";
import type { GroupFigures } from "./group-figures.ts";

/** From so many columns on there is room for the expectation. */
const wideColumns = 100;

interface GroupStyle extends GridStyle {
  /** Where groups are what the report is about: with every number that there is room for. */
  readonly inFull: boolean;
  /** Whether surveys are counted, and not evaluations alone. */
  readonly asked: boolean;
}

/** Groups with CSAT, its interval and its change; where only evaluations are counted, with what was judged. */
export function groupTable(
  title: string,
  groups: readonly GroupFigures[],
  phrases: Phrases,
  style: GroupStyle,
): string {
  if (groups.some(({ question }) => question !== null)) return questionTable(title, groups, phrases, style);
  const banded = style.inFull && groups.some(({ band }) => band !== null);
  const show = {
    csat: groups.some(({ csat }) => isGiven(csat)),
    nps: style.inFull && groups.some(({ nps }) => isGiven(nps)),
    coverage: groups.some(({ coverage }) => coverage !== null),
    expected: style.columns >= wideColumns && groups.some(({ expected }) => expected !== null),
    change: groups.some(({ change }) => change !== null),
    band: banded,
  };
  const cells = style.asked
    ? columnsOf(phrases, show, style.inFull ? evaluatorColumns(groups, phrases) : [])
    : evaluationColumns(groups, phrases);
  const rows = groups.map((group) => [groupName(group, phrases), ...cells.map(({ read }) => read(group))]);
  // The last column takes the rest of the line: numbers in it would stand far away.
  const columns = cells.map((cell, index) => (index === cells.length - 1 ? { ...cell, right: false } : cell));
  return toGrid([{ title, flexible: true }, ...columns], rows, style);
}

/**
 * Groups in the order in which somebody should look at them: those that fell, those below their expectation, those that
 * rose, then the lowest scores; those of few answers after them, then by what was judged those that nobody answered
 * about, and what is withheld last.
 */
export const byConcern = (groups: readonly GroupFigures[]): readonly GroupFigures[] =>
  groups.toSorted((one, other) => concern(one) - concern(other) || scoreOf(one) - scoreOf(other));

function concern(group: GroupFigures): number {
  const { id, csat, change, band } = group;
  if (id === null || csat.hidden || csat.value === null)
    return id === null || (judgedOf(group).n ?? 0) < fewestForVerdict ? 6 : 5;
  if (change?.verdict === "fall") return 0;
  if (band === "below") return 1;
  if (change?.verdict === "rise") return 2;
  return (csat.n ?? 0) < fewestForVerdict ? 4 : 3;
}

/** What people judged, where they judged anything. */
const judgedOf = ({ evaluator_csat: people, machine_csat: machines }: GroupFigures): Figure =>
  people.value === null ? machines : people;
const scoreOf = (group: GroupFigures): number => group.csat.value ?? 2 + (judgedOf(group).value ?? 2);

/** Whether evaluations are all that is known of it: it has no place where customers' answers are listed alone. */
export const isOnlyJudged = ({ evaluator_csat, machine_csat, csat, nps, response_rate }: GroupFigures): boolean =>
  (isThere(evaluator_csat) || isThere(machine_csat)) && ![csat, nps, response_rate].some(isThere);

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

/** How many answered a question, what it measures, and its answers. */
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

const none = "–";
const right = true;

function columnsOf(
  { texts, formats, between, missing, shortChange, few, shortBand }: Phrases,
  show: Readonly<Record<"csat" | "nps" | "coverage" | "expected" | "change" | "band", boolean>>,
  evaluators: readonly GroupColumn[],
): readonly GroupColumn[] {
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
    ...evaluators,
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
