import type { Estimate } from "./chart.ts";
import { box, hatched, mark, type Shape } from "./marks.ts";
import type { Scale } from "./scale.ts";
import { group, type Svg } from "./svg.ts";

interface WhiskerOptions {
  /** Drawn hatched and hollow: too few answers. */
  readonly isFew?: boolean;
  readonly shape?: Shape;
  readonly thickness?: number;
}

/** A number as a point, and how far it may be off by chance as a bar around it; nothing where it is not known. */
export function whisker(figure: Estimate, scale: Scale, y: number, options: WhiskerOptions = {}): Svg | null {
  const { value, low, high } = figure;
  if (value === null) return null;
  const { isFew = false, shape = isFew ? "hollow" : "dot", thickness = 10 } = options;
  const area =
    low === null || high === null
      ? null
      : { x: scale(low), y: y - thickness / 2, width: scale(high) - scale(low), height: thickness };
  const around = area === null ? null : isFew ? hatched(area) : box(area, `chart-band chart-${shape}`, thickness / 2);
  return group([around, mark(shape, scale(value), y)]);
}
