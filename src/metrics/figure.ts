import { type Interval, isoTime, UsageError } from "../base/index.ts";
import type { Parameters } from "../warehouse/index.ts";
import { goodScore } from "./catalogue/comparisons.ts";
import { hoursOfWeek, type LocalTime } from "./periods.ts";

/**
 * The population behind a number of a report: as many responses pass its conditions as the number's n says, the rest of
 * the filter being that of the report, and of the group or the period that the number is of.
 */
export interface Figure {
  /** As it was asked for. */
  readonly text: string;
  /** What places its responses in the range; null: the filter's own basis. */
  readonly basis: "ended" | "interaction" | null;
  /** Of surveys that may have no answers, whom filters on answers would leave out. */
  readonly cohort: boolean;
  /** Its conditions, by the names of their files in relation/figures/, with their parameters in a filter. */
  readonly conditions: (filter: Asked) => ReadonlyMap<string, Parameters>;
}

/** What a figure's conditions depend on in the filter that it is part of. */
interface Asked {
  readonly range?: Interval | undefined;
  readonly questions?: readonly string[] | undefined;
}

/** Settings that some populations depend on, in addition to the filter. */
export interface FigureSettings {
  /** From when on the interactions began whose surveys may still be answered. */
  readonly openSince: number;
  readonly local: LocalTime;
}

type Shape = Omit<Figure, "text">;
type Conditions = readonly (readonly [file: string, parameters?: Parameters])[];

/** How the details of a figure are read, one after the other; null where they do not fit. */
type Reader = (details: readonly string[], settings: FigureSettings) => Shape | null;

const shape = (conditions: Conditions | ((filter: Asked) => Conditions), more: Partial<Shape> = {}): Shape => ({
  basis: null,
  cohort: false,
  ...more,
  conditions: (filter) =>
    new Map(
      (typeof conditions === "function" ? conditions(filter) : conditions).map(([file, own = {}]) => [file, own]),
    ),
});

/** A figure without details. */
const plain =
  (file: string): Reader =>
  (details) =>
    details.length === 0 ? shape([[file]]) : null;

/** Which questions count: those that the filter names, else those of headlines. */
const about = ({ questions = [] }: Asked): Parameters => ({
  figure_any_about: questions.length === 0,
  figure_about: questions.map((id) => id.toLowerCase()),
});

type Outcome = "any" | "favourable" | "unfavourable" | "between";

/** Of a role: `NAME:POINTS`, or `NAME` of all lengths of scale together. */
const counted =
  (role: string, outcome: Outcome = "any"): Reader =>
  (details) => {
    const [points, channel] = [readPoints(details[0]), readChannel(details[1])];
    if (points === null || channel === null || details.length > 2) return null;
    return shape((filter) => [
      ["counted", { figure_role: role, figure_points: points, figure_outcome: outcome, ...about(filter) }],
      ...(channel === "any" ? [] : ([["channel", { figure_channel: channel }]] as const)),
    ]);
  };

/** `csat:POINTS:VALUE` is one value of the distribution. */
const csat: Reader = (details, settings) => {
  const [points, value] = [readPoints(details[0]), readNumber(details[1])];
  if (details.length !== 2 || points === null || points === 0 || value === null)
    return counted("csat")(details, settings);
  return shape((filter) => [["value", { figure_points: points, figure_value: value, ...about(filter) }]]);
};

/** By the cohort of interactions that ended in the range, and by web or voice. */
const cohort =
  (conditions: (settings: FigureSettings) => Conditions): Reader =>
  (details, settings) => {
    const channel = readChannel(details[0]);
    if (channel === null || details.length > 1) return null;
    return ofCohort([...conditions(settings), ...ofChannel(channel)]);
  };

const ofCohort = (conditions: Conditions): Shape => shape(conditions, { basis: "ended", cohort: true });

function ofChannel(channel: Channel): Conditions {
  if (channel === "any") return [];
  return channel === "web" ? [["not-voice"]] : [["channel", { figure_channel: channel }]];
}

const states = (names: readonly string[], isIn: boolean): Conditions => [
  ["state", { figure_states: names, figure_in_states: isIn }],
];

const openSince = (settings: FigureSettings): Parameters => ({ figure_open_since: isoTime(settings.openSince) });

const state: Reader = (details, settings) => {
  const [name = "", ...rest] = details;
  return name === "" ? null : cohort(() => states([name], true))(rest, settings);
};

const question: Reader = (details) => {
  const [id = "", written, ...rest] = details;
  const value = readNumber(written);
  if (id === "" || rest.length > 0 || (written !== undefined && value === null)) return null;
  const asked = { figure_question: id.toLowerCase() };
  return shape(value === null ? [["question", asked]] : [["question-value", { ...asked, figure_value: value }]]);
};

const drivers = ["wait", "talk", "hold", "transfers"];

/** Drivers and hours of the week go by the start of the interaction, whatever the basis of the rest. */
const driver: Reader = ([name = "", ...rest]) =>
  rest.length === 0 && drivers.includes(name)
    ? shape([["driver", { figure_driver: name }]], { basis: "interaction" })
    : null;

/** `hour:WEEKDAY:HOUR:POINTS`: 1 is Monday; without points, of all lengths of scale together. */
const hour: Reader = ([weekday = "", at = "", ...rest], settings) => {
  const scored = rest.length > 1 ? null : counted("csat")(rest, settings);
  if (!/^[1-7]$/.test(weekday) || !/^(1?\d|2[0-3])$/.test(at) || scored === null) return null;
  const periods = ({ range }: Asked): Parameters => {
    const own = range ? hoursOfWeek(range, settings.local).filter(({ label }) => label === `${weekday} ${at}`) : [];
    return {
      figure_starts: own.map(({ from }) => isoTime(from)),
      figure_ends: own.map(({ to }) => isoTime(to)),
    };
  };
  return shape((filter) => [...scored.conditions(filter), ["hour", periods(filter)]], { basis: "interaction" });
};

const quadrants = ["high-high", "high-low", "low-high", "low-low"];

/** `pairs:human:low-high`: the survey was low, the evaluation high. */
const pairs: Reader = ([by = "", quadrant = "any", ...rest]) => {
  const isKnown = ["human", "machine"].includes(by) && ["any", ...quadrants].includes(quadrant);
  if (!isKnown || rest.length > 0) return null;
  const parameters = { figure_by_machine: by === "machine", figure_quadrant: quadrant, figure_good_score: goodScore };
  return shape([["pairs", parameters]]);
};

const readers = {
  responses: plain("responses"),
  csat,
  satisfied: counted("csat", "favourable"),
  bottom: counted("csat", "unfavourable"),
  nps: counted("nps"),
  promoters: counted("nps", "favourable"),
  passives: counted("nps", "between"),
  detractors: counted("nps", "unfavourable"),
  ces: counted("ces"),
  resolution: counted("resolution"),
  index: plain("index"),
  score: plain("score"),
  partial: plain("partial"),
  unlinked: plain("unlinked"),
  comments: plain("comments"),
  evaluations: plain("evaluations"),
  evaluator: plain("evaluator"),
  machine: plain("machine"),
  created: cohort(() => states(["Superseded"], false)),
  delivered: cohort(() => [["delivered"]]),
  answered: cohort(() => states(["Finished"], true)),
  open: cohort((settings) => [["open", openSince(settings)]]),
  completion: cohort((settings) => [["completion", openSince(settings)]]),
  state,
  question,
  driver,
  hour,
  pairs,
} as const satisfies Readonly<Record<string, Reader>>;

/**
 * The population that a text such as `csat:5` names.
 * @throws {UsageError} where it names none
 */
export function readFigure(text: string, settings: FigureSettings): Figure {
  const [name = "", ...details] = text.split(":");
  const reader: Reader | undefined = isKnown(name) ? readers[name] : undefined;
  const read = reader?.(details, settings) ?? null;
  if (read !== null) return { text, ...read };
  throw new UsageError(
    `figure "${text}" is no population of responses.`,
    `Begin with one of ${figureNames.join(", ")}; a length of scale, a value or an id follows after a colon.`,
  );
}

/** What every population begins with. */
export const figureNames: readonly string[] = Object.keys(readers);

const isKnown = (name: string): name is keyof typeof readers => Object.hasOwn(readers, name);

/** 0 is all lengths of scale; null is none. */
function readPoints(text: string | undefined): number | null {
  if (text === undefined || text === "") return 0;
  return /^[1-9]\d{0,2}$/.test(text) ? Number(text) : null;
}

const readNumber = (text: string | undefined): number | null =>
  text !== undefined && /^-?\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : null;

type Channel = "web" | "voice" | "any";

const readChannel = (text: string | undefined): Channel | null =>
  text === undefined ? "any" : text === "web" || text === "voice" ? text : null;
