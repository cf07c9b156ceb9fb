import { type GridColumn, type GridStyle, toGrid } from "../../terminal/index.ts";
import type { GroupFigures } from "../document.ts";
import type { Phrases } from "../phrases.ts";

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
  const banded = style.withNps && groups.some(({ band }) => band !== null);
  const cells = columnsOf(phrases, {
    nps: style.withNps,
    coverage: groups.some(({ coverage }) => coverage !== null),
    expected: style.columns >= wide && groups.some(({ expected }) => expected !== null),
    change: groups.some(({ change }) => change !== null) && !(banded && style.columns < wide),
    band: banded,
  });
  const rows = groups.map((group) => [groupName(group, phrases), ...cells.map(({ read }) => read(group))]);
  // The last column takes what is left of the line: numbers in it would stand far away.
  const columns = cells.map((cell, index) => (index === cells.length - 1 ? { ...cell, right: false } : cell));
  return toGrid([{ title, flexible: true }, ...columns], rows, style);
}

export const groupName = ({ id, name }: Pick<GroupFigures, "id" | "name">, { texts }: Phrases): string =>
  name ?? id ?? texts.unknown;

interface Cell extends GridColumn {
  readonly read: (group: GroupFigures) => string;
}

const none = "–";
const right = true;

function columnsOf(
  { texts, formats, between, missing, shortChange, few, band }: Phrases,
  show: Readonly<Record<"nps" | "coverage" | "expected" | "change" | "band", boolean>>,
): readonly Cell[] {
  return [
    { title: texts.count, right, read: ({ csat }) => few(csat.n) },
    { title: texts.csatShort, right, read: ({ csat }) => missing(csat) ?? formats.percent(csat.value ?? 0) },
    { title: texts.interval, read: ({ csat }) => between(csat, formats.points) || none },
    ...(show.nps
      ? [
          {
            title: texts.npsShort,
            right,
            read: ({ nps }: GroupFigures) => missing(nps, none) ?? formats.signed(nps.value ?? 0),
          },
        ]
      : []),
    ...(show.coverage
      ? [
          {
            title: texts.coverageShort,
            right,
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
            read: ({ expected }: GroupFigures) => (expected === null ? none : formats.percent(expected)),
          },
        ]
      : []),
    ...(show.change
      ? [
          {
            title: texts.change,
            read: ({ change }: GroupFigures) => (change === null ? none : shortChange(change)),
          },
        ]
      : []),
    ...(show.band
      ? [
          {
            title: texts.band,
            read: band,
          },
        ]
      : []),
  ];
}
