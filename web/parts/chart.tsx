import type { ComponentChildren } from "preact";
import { frameWords } from "../words/frame.ts";
import { useWords } from "../words/words.ts";

/** A chart of web/charts, which escapes what it draws, and the same numbers as a table. */
export function Chart({ svg, children }: { svg: string; children: ComponentChildren }) {
  const words = useWords(frameWords);
  return (
    <figure class="chart">
      <div class="drawing" dangerouslySetInnerHTML={{ __html: svg }} />
      <details>
        <summary>{words.asTable}</summary>
        {children}
      </details>
    </figure>
  );
}
