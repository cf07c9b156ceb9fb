import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useFormats, useFrame } from "../state/frame.ts";
import { groupWords } from "../words/groups.ts";
import { useWords } from "../words/words.ts";

/** Of 5,000 agents 190,000 elements would be drawn, half a kilometre of them, for the one that somebody looks for. */
export const maxRows = 200;

interface FirstRowsProps<Row> {
  /** As they are sorted. */
  readonly rows: readonly Row[];
  readonly children: (drawn: readonly Row[]) => ComponentChildren;
}

/** The first of many rows, until all are asked for; on paper there is nothing to be asked. */
export function FirstRows<Row>({ rows, children }: FirstRowsProps<Row>) {
  const { go } = useFrame();
  const [isAll, setAll] = useState(false);
  const [words, formats] = [useWords(groupWords), useFormats()];
  if (go === null || isAll || rows.length <= maxRows) return <>{children(rows)}</>;
  return (
    <>
      <p class="panel-note">{words.firstRows(formats.count(maxRows), formats.count(rows.length))}</p>
      {children(rows.slice(0, maxRows))}
      <div class="list-end">
        <button type="button" onClick={() => setAll(true)}>
          {words.allRows(formats.count(rows.length))}
        </button>
      </div>
    </>
  );
}
