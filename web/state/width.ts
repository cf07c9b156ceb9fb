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

/** Whether what an element holds is wider than itself; false where there is no browser to measure it. */
export function useIsCut(): readonly [RefObject<HTMLDivElement | null>, boolean] {
  const element = useRef<HTMLDivElement>(null);
  const [isCut, setCut] = useState(false);
  useEffect(() => {
    const measured = element.current;
    if (measured === null) return;
    const observer = new ResizeObserver(() => setCut(measured.scrollWidth > measured.clientWidth));
    observer.observe(measured);
    return () => observer.disconnect();
  }, []);
  return [element, isCut];
}
