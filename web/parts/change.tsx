import type { ChangeFigure } from "../state/document.ts";
import { useSentences } from "./sentences.ts";

const marks = { rise: "▲", fall: "▼" } as const;

/** What changed since the period before: the verdict in words, never by colour alone. */
export function Change({ change, short = false }: { change: ChangeFigure | null; short?: boolean }) {
  const sentences = useSentences();
  if (change === null) return null;
  const { verdict, detail } = sentences.change(change);
  const isClear = change.verdict === "rise" || change.verdict === "fall";
  return (
    <span class={`change ${change.verdict.replaceAll(" ", "-")}`}>
      <span class="verdict">
        {isClear ? (
          <span class="mark" aria-hidden="true">
            {marks[change.verdict === "rise" ? "rise" : "fall"]}
          </span>
        ) : null}
        {verdict}
      </span>
      {detail === null || short ? null : <span class="detail">{detail}</span>}
    </span>
  );
}
