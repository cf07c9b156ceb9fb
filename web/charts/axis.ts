import { label } from "./marks.ts";
import { group, type Svg } from "./svg.ts";
import { shorten, smallFontSize, textWidth } from "./text-width.ts";

/** A label of a place on an axis, which at the ends stays within the chart. */
export function tickLabel(x: number, y: number, text: string, width: number): Svg | null {
  const own = shorten(text, width, smallFontSize);
  return label(middleOf(x, own, width), y, own, { anchor: "middle", kind: "soft", size: smallFontSize });
}

function middleOf(x: number, text: string, width: number): number {
  const half = textWidth(text, smallFontSize) / 2;
  return Math.min(Math.max(x, half), Math.max(half, width - half));
}

interface Place {
  readonly x: number;
  readonly text: string;
}

const gap = 10;

/** Labels of places one after the other: every one, every second, …, as there is room. */
export function spacedLabels(places: readonly Place[], y: number, width: number): Svg {
  const halfOf = ({ text }: Place): number => Math.min(width, textWidth(text, smallFontSize)) / 2;
  const [first, second] = places;
  const spacing = first && second ? Math.abs(second.x - first.x) : width;
  const widest = places.reduce((most, place) => Math.max(most, halfOf(place) * 2), 0) + gap;
  const step = Math.max(1, Math.ceil(widest / Math.max(spacing, 0.01)));
  let end = Number.NEGATIVE_INFINITY;
  const kept = places.filter((place, at) => {
    // At the ends labels are moved inwards, where another may stand.
    const middle = middleOf(place.x, shorten(place.text, width, smallFontSize), width);
    if (at % step !== 0 || middle - halfOf(place) < end) return false;
    end = middle + halfOf(place) + gap;
    return true;
  });
  return group(kept.map(({ x, text }) => tickLabel(x, y, text, width)));
}
