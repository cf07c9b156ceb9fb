import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

/** So far above and below the window is drawn what is scrolled to next. */
const margin = "1200px 0px";

const canObserve = (): boolean => typeof IntersectionObserver !== "undefined";

/**
 * Whether a part of a long list is near the window, and drawn: the rest of it is as high as it was, and empty, so that a list of
 * any length scrolls. Without a window, everything is drawn.
 */
export function useNear<Place extends HTMLElement>(): {
  readonly place: RefObject<Place | null>;
  readonly isNear: boolean;
} {
  const place = useRef<Place>(null);
  const height = useRef(0);
  const [isNear, setNear] = useState(true);
  useEffect(() => {
    const own = place.current;
    if (own === null || !canObserve()) return;
    const observer = new IntersectionObserver(
      ([seen]) => {
        if (seen === undefined) return;
        if (!seen.isIntersecting) height.current = own.offsetHeight;
        setNear(seen.isIntersecting);
      },
      { rootMargin: margin },
    );
    observer.observe(own);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    // By script: a style in the markup is what the page's content security policy forbids.
    if (place.current) place.current.style.height = isNear ? "" : `${height.current}px`;
  }, [isNear]);
  return { place, isNear };
}

/** Calls `reach` when what it stands on comes near the window. */
export function useReached<Place extends HTMLElement>(
  reach: (() => void) | null,
  rootMargin = margin,
): RefObject<Place | null> {
  const place = useRef<Place>(null);
  useEffect(() => {
    const own = place.current;
    if (own === null || reach === null || !canObserve()) return;
    const observer = new IntersectionObserver(([seen]) => seen?.isIntersecting && reach(), { rootMargin });
    observer.observe(own);
    return () => observer.disconnect();
  }, [reach, rootMargin]);
  return place;
}
