/** Eight heights. */
const bars = "▁▂▃▄▅▆▇█";

/** The character between two points whose question is not the same. */
const breakMark = "|";

/** A number that is withheld is not nothing: hatched. */
export const hiddenMark = "░";

/** The characters of a bar. */
interface Bar {
  readonly value: number | null;
  readonly hidden: boolean;
  readonly broken: boolean;
}

/** Values as bars between the lowest and the highest of them; a gap where there is none, a mark before a break. */
export function sparkline(points: readonly Bar[]): string {
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
  const low = Math.min(...values);
  const spread = Math.max(...values) - low;
  // Where all are the same, none is high and none is low.
  const place = (value: number): number => (spread === 0 ? 0.5 : (value - low) / spread);
  const draw = ({ value, hidden }: Bar): string =>
    hidden
      ? hiddenMark
      : value === null
        ? " "
        : (bars[Math.min(bars.length - 1, Math.floor(place(value) * bars.length))] ?? "");
  return points.map((point) => `${point.broken ? breakMark : ""}${draw(point)}`).join("");
}
