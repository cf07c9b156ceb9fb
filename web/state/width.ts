import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/** Nothing is drawn in less: an element that is not shown has no width at all. */
const least = 240;

/** How wide an element is, in pixels, also when it changes; `usual` where there is no browser to measure it. */
export function useWidth(usual: number): readonly [RefObject<HTMLDivElement | null>, number] {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(usual);
  useEffect(() => {
    const measured = element.current;
    if (measured === null) return;
    const observer = new ResizeObserver(() => setWidth(Math.max(least, Math.floor(measured.clientWidth))));
    observer.observe(measured);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}

/** At which of its edges what an element holds goes on: `"start"`, `"end"`, both, or `""`. */
export type Cut = "" | "start" | "end" | "start end";

/** Where an element that scrolls sideways is cut; nowhere where there is no browser to measure it. */
export function useCut<Measured extends HTMLElement>(): readonly [RefObject<Measured | null>, Cut] {
  const element = useRef<Measured>(null);
  const [cut, setCut] = useState<Cut>("");
  useEffect(() => {
    const measured = element.current;
    if (measured === null) return;
    const measure = (): void => setCut(cutOf(measured));
    const observer = new ResizeObserver(measure);
    for (const one of [measured, ...measured.children]) observer.observe(one);
    measured.addEventListener("scroll", measure, { passive: true });
    return () => {
      observer.disconnect();
      measured.removeEventListener("scroll", measure);
    };
  }, []);
  return [element, cut];
}

type Scrolled = Pick<HTMLElement, "scrollLeft" | "scrollWidth" | "clientWidth">;

/** A pixel is none: widths are rounded. */
export function cutOf({ scrollLeft, scrollWidth, clientWidth }: Scrolled): Cut {
  const [isBefore, isAfter] = [scrollLeft > 1, scrollWidth - clientWidth - scrollLeft > 1];
  if (isBefore) return isAfter ? "start end" : "start";
  return isAfter ? "end" : "";
}
