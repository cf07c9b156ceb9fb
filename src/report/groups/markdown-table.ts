import { type Figure, type GroupCoverage, isGiven, isThere } from "../figures.ts";
import { escaped, numeric, table } from "../print/markdown-table.ts";
import type { Phrases } from "../print/phrases.ts";
import type { GroupFigures } from "./group-figures.ts";
import { groupName, questionCells } from "./text-table.ts";

const none = "–";

interface Column {
  readonly title: string;
  readonly read: (group: GroupFigures) => string;
  readonly fills: (group: GroupFigures) => boolean;
}

/**
 * Groups with everything that is known of them; columns that none of them fills are left out, and those about surveys where
 * none are `asked` for.
 */
export function groupTable(title: string, groups: readonly GroupFigures[], phrases: Phrases, asked: boolean): string {
  if (groups.some(({ question }) => question !== null)) return questionTable(title, groups, phrases);
  const { texts, formats, share, unit, nps, change, missing } = phrases;
  const percent = (value: number | null): string => (value === null ? none : formats.percent(value));
  const figure = (one: Figure, write: (figure: Figure) => string): string => missing(one) ?? write(one);
  const surveys: readonly Column[] = [
    {
      title: texts.responsesTitle,
      read: ({ responses }) => (responses === null ? texts.tooFew : formats.count(responses)),
      fills: () => true,
    },
    { title: texts.csatShort, read: ({ csat }) => figure(csat, share), fills: ({ csat }) => isGiven(csat) },
    {
      title: texts.meanSatisfaction,
      read: (group) => figure(group.mean_satisfaction, unit),
      fills: ({ csat }) => isGiven(csat),
    },
    {
      title: texts.npsShort,
      read: (group) => figure(group.nps, () => nps(group.nps)),
      fills: (group) => isThere(group.nps),
    },
    {
      title: texts.responseRate,
      read: (group) =>
        `${share(group.response_rate, texts.noSurveys)}${group.open ? `, ${texts.incompleteCohort(formats.count(group.open))}` : ""}`,
      fills: (group) => isThere(group.response_rate),
    },
    {
      title: texts.coverage,
      read: ({ coverage }) => coverageWords(coverage, phrases),
      fills: ({ coverage }) => coverage !== null,
    },
    {
      title: texts.change,
      read: (group) => (group.change === null ? none : change(group.change)),
      fills: (group) => group.change !== null,
    },
    { title: texts.expected, read: ({ expected }) => percent(expected), fills: ({ expected }) => expected !== null },
    {
      title: texts.shrunk,
      read: ({ shrunk }) => (shrunk === null ? none : share(shrunk)),
      fills: ({ shrunk }) => shrunk !== null,
    },
    {
      title: texts.band,
      read: phrases.band,
      fills: ({ band, band_reason: reason }) => band !== null || reason === "peers" || reason === "agents",
    },
    {
      title: texts.visible,
      read: (group) => (group.visible_change === null ? none : formats.points(group.visible_change)),
      fills: (group) => group.visible_change !== null,
    },
  ];
  const evaluations: readonly Column[] = [
    {
      title: texts.evaluatorCsat,
      read: (group) => missing(group.evaluator_csat, none) ?? unit(group.evaluator_csat),
      fills: (group) => isThere(group.evaluator_csat),
    },
    {
      title: texts.machineCsat,
      read: (group) => missing(group.machine_csat, none) ?? unit(group.machine_csat),
      fills: (group) => isThere(group.machine_csat),
    },
  ];
  const shown = [...(asked ? surveys : []), ...evaluations].filter(({ fills }) => groups.some(fills));
  const rows = groups.map((group) => [escaped(groupName(group, phrases)), ...shown.map(({ read }) => read(group))]);
  return table([title, ...numeric(...shown.map((column) => column.title))], rows);
}

function questionTable(title: string, groups: readonly GroupFigures[], phrases: Phrases): string {
  const { texts } = phrases;
  const rows = groups.map((group) => [escaped(groupName(group, phrases)), ...questionCells(group, phrases, escaped)]);
  return table([title, ...numeric(texts.count), texts.measures, texts.value], rows);
}

function coverageWords(coverage: GroupCoverage | null, { texts, formats }: Phrases): string {
  const { value = null, surveys = null, handled = null, hidden = false } = coverage ?? {};
  if (hidden) return texts.tooFew;
  if (value === null) return texts.notKnown;
  if (surveys === null || handled === null) return formats.percent(value);
  return `${formats.percent(value)}, ${formats.count(surveys)} ${texts.of} ${formats.count(handled)}`;
}
