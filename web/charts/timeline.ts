import { chart, legend, type Setting } from "./chart.ts";
import { box, hatched, hint, horizontal, label, vertical } from "./marks.ts";
import { linear, type Scale } from "./scale.ts";
import { group, type Svg } from "./svg.ts";
import { smallFontSize, textWidth } from "./text-width.ts";

/** What was going on in a stretch of an interaction. */
export const timelineKinds = ["ivr", "wait", "alert", "talk", "hold", "acw", "voicemail", "other"] as const;
export type TimelineKind = (typeof timelineKinds)[number];

export interface TimelineRow {
  /** Whose stretches they are: a menu, a queue, an agent. */
  readonly name: string;
  readonly pieces: readonly {
    readonly kind: TimelineKind;
    /** Milliseconds since 1970; `to` is null while it lasts. */
    readonly from: number;
    readonly to: number | null;
    /** In words, with how long it took. */
    readonly text: string;
  }[];
}

export interface Timeline extends Setting {
  readonly rows: readonly TimelineRow[];
  readonly kinds: Readonly<Record<TimelineKind, string>>;
  /** A moment on the axis, by its distance from the beginning in milliseconds. */
  readonly duration: (milliseconds: number) => string;
  /** Where an answer came in, if within sight, and what stands there. */
  readonly end: string | null;
}

const [rowHeight, barHeight, axisHeight, gap] = [34, 18, 26, 12];

/** An interaction from its beginning to its end: a line each for menu, queues and agents, and what each was doing. */
export function timeline(input: Timeline): string {
  const { rows, width, kinds } = input;
  const pieces = rows.flatMap((row) => row.pieces);
  const first = Math.min(...pieces.map(({ from }) => from));
  const last = Math.max(...pieces.map(({ from, to }) => to ?? from));
  if (pieces.length === 0) return chart(input, rowHeight, [input.words.nothing]);
  const used = timelineKinds.filter((kind) => pieces.some((piece) => piece.kind === kind));
  const head = legend(
    used.map((kind) => ({
      text: kinds[kind],
      draw: (x, y) => bar(kind, { x: x - 8, y: y - 6, width: 16, height: 12 }),
    })),
    width,
  );
  const isNarrow = width < 560;
  const names = isNarrow ? 0 : Math.min(width * 0.25, Math.max(...rows.map(({ name }) => textWidth(name)))) + gap;
  const pitch = isNarrow ? rowHeight + 16 : rowHeight;
  const x = linear([first, Math.max(last, first + 1)], [names, width - 1]);
  const top = head.height + gap;
  const bottom = top + rows.length * pitch;
  return chart(
    input,
    bottom + axisHeight,
    describe(input),
    head.svg,
    axis(input, { x, first, last, top, bottom, width }),
    ...rows.map((row, at) => {
      const middle = top + at * pitch + pitch / 2 + (isNarrow ? 8 : 0);
      return group([
        horizontal(names, width, middle, "chart-grid"),
        isNarrow
          ? label(0, middle - barHeight, row.name, { room: width, size: smallFontSize, kind: "soft" })
          : label(0, middle, row.name, { room: names - gap }),
        ...row.pieces.map(({ kind, from, to, text }) => {
          const [start, end] = [x(from), x(to ?? last)];
          const own = { x: start, y: middle - barHeight / 2, width: Math.max(2, end - start), height: barHeight };
          return group([bar(kind, own), hint({ ...own, width: Math.max(6, own.width) }, `${row.name}: ${text}`)]);
        }),
      ]);
    }),
  );
}

/** How each is drawn, distinguished by more than colour: full, hatched, outlined or half as high. */
const signs: Readonly<Record<TimelineKind, "full" | "hatched" | "outline" | "thin">> = {
  ivr: "outline",
  wait: "hatched",
  alert: "outline",
  talk: "full",
  hold: "hatched",
  acw: "thin",
  voicemail: "outline",
  other: "outline",
};

function bar(kind: TimelineKind, own: { x: number; y: number; width: number; height: number }): Svg {
  switch (signs[kind]) {
    case "full":
      return box(own, "chart-full", 3);
    case "hatched":
      return hatched(own, kind === "wait" ? "chart-few" : "chart-low");
    case "outline":
      return box({ ...own, y: own.y + own.height / 4, height: own.height / 2 }, "chart-frame", 2);
    case "thin":
      return box({ ...own, y: own.y + own.height / 3, height: own.height / 3 }, "chart-bar", 2);
  }
}

interface Axis {
  readonly x: Scale;
  readonly first: number;
  readonly last: number;
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
}

/** A step of so many seconds leaves room for what is written at each. */
const steps = [1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400, 604_800];
const tickRoom = 84;

function axis(input: Timeline, { x, first, last, top, bottom, width }: Axis): Svg {
  const perPixel = (last - first) / Math.max(1, x(last) - x(first));
  const step = 1000 * (steps.find((seconds) => (seconds * 1000) / (perPixel || 1) >= tickRoom) ?? 604_800 * 4);
  const ticks = Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, at) => at * step);
  return group(
    ticks.map((after) => {
      const at = x(first + after);
      const text = input.duration(after);
      const anchor = at + textWidth(text, smallFontSize) / 2 > width ? "end" : after === 0 ? "start" : "middle";
      return group([
        vertical(at, top, bottom, "chart-grid"),
        label(at, bottom + 14, text, { anchor, size: smallFontSize, kind: "soft" }),
      ]);
    }),
  );
}

/** What happened, one after the other. */
const describe = ({ rows, end }: Timeline): readonly (string | null)[] => [
  ...rows
    .flatMap((row) => row.pieces.map((piece) => ({ name: row.name, ...piece })))
    .toSorted((a, b) => a.from - b.from)
    .map(({ name, text }) => `${name}: ${text}.`),
  end,
];
