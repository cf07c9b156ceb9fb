import type { ComponentChildren } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { chartWords, type Setting } from "../charts/index.ts";
import { useFormats, useFrame } from "../state/frame.ts";
import { useWidth } from "../state/width.ts";
import { frameWords } from "../words/frame.ts";
import { useWords } from "../words/words.ts";

interface ChartProps {
  readonly title: string;
  /** A chart of web/charts, which escapes what it draws. */
  readonly draw: (setting: Setting) => string;
  /** The same numbers as a table. */
  readonly children?: ComponentChildren;
  /** Where a click on what has this key leads. */
  readonly to?: (key: string) => string | null;
}

/** As wide as it is drawn where nothing can be measured: that of a column on paper, and of a phone. */
const [usualWidth, phoneWidth] = [680, 330];

/** A chart as wide as its place, and the same numbers as a table. */
export function Chart({ title, draw, children, to }: ChartProps) {
  const { go } = useFrame();
  const words = useWords(frameWords);
  const [place, width] = useWidth(usualWidth);
  const svg = useDrawn(draw, width, title);
  useEffect(() => {
    const drawn = place.current;
    if (drawn === null || to === undefined || go === null) return;
    // For the mouse; a link in the table does the same for the keyboard.
    const follow = (event: MouseEvent): void => {
      const key = event.target instanceof Element ? event.target.closest("[data-key]")?.getAttribute("data-key") : null;
      const address = key ? to(key) : null;
      if (address !== null) go(address);
    };
    drawn.addEventListener("click", follow);
    return () => drawn.removeEventListener("click", follow);
  }, [place, to, go]);
  return (
    <figure class="chart-place">
      <div class={go === null ? "drawing on-paper" : "drawing"} ref={place} dangerouslySetInnerHTML={{ __html: svg }} />
      {go === null ? <Narrow draw={draw} title={title} /> : null}
      {children ? (
        <details>
          <summary>{words.asTable}</summary>
          {children}
        </details>
      ) : null}
    </figure>
  );
}

/** Without a script it cannot follow its place: for a phone it is drawn once more, and the style sheet shows one of them. */
function Narrow({ draw, title }: Pick<ChartProps, "draw" | "title">) {
  const svg = useDrawn(draw, phoneWidth, title);
  return <div class="drawing on-phone" dangerouslySetInnerHTML={{ __html: svg }} />;
}

function useDrawn(draw: ChartProps["draw"], width: number, title: string): string {
  const { language } = useFrame();
  const formats = useFormats();
  return useMemo(
    () => draw({ width, title, formats, words: chartWords[language] }),
    [draw, width, title, formats, language],
  );
}
