import { useCallback } from "preact/hooks";
import { chartWords, npsBar, type Setting } from "../../charts/index.ts";
import { Chart } from "../../parts/chart.tsx";
import { Empty, Panel } from "../../parts/panel.tsx";
import { useSentences } from "../../parts/sentences.ts";
import { type Column, Table } from "../../parts/table.tsx";
import type { NpsFigure } from "../../state/document.ts";
import { useFrame } from "../../state/frame.ts";
import { useSections } from "../../state/sections.ts";
import { overviewWords } from "../../words/overview.ts";
import { useWords } from "../../words/words.ts";

/** Who would recommend, who would not, and the score that follows. */
export function Nps() {
  const words = useWords(overviewWords);
  const resource = useSections("nps");
  return (
    <Panel title={words.recommend} resource={resource}>
      {({ nps }) => (nps.value === null && !nps.hidden ? <Empty /> : <Drawn nps={nps} />)}
    </Panel>
  );
}

interface Part {
  readonly name: string;
  readonly share: number | null;
}

function Drawn({ nps }: { nps: NpsFigure }) {
  const [words, sentences] = [useWords(overviewWords), useSentences()];
  const { detractors, passives, promoters } = nps;
  const draw = useCallback(
    (setting: Setting): string => {
      const isKnown = detractors !== null && passives !== null && promoters !== null;
      const shares = isKnown ? { detractors, passives, promoters } : null;
      return npsBar({ ...setting, figure: nps, shares, isFew: sentences.isFew(nps) });
    },
    [nps],
  );
  const names = chartWords[useFrame().language].npsShares;
  const parts: readonly Part[] = [
    { name: names.promoters, share: promoters },
    { name: names.passives, share: passives },
    { name: names.detractors, share: detractors },
  ];
  const columns: readonly Column<Part>[] = [
    { key: "who", title: words.answer, isHead: true, cell: ({ name }) => name },
    {
      ...{ key: "share", title: words.share, isNumber: true },
      cell: ({ share }) => (share === null ? "–" : sentences.formats.percent(share)),
    },
  ];
  return (
    <Chart title={words.recommend} draw={draw}>
      <Table caption={words.recommend} columns={columns} rows={parts} rowKey={({ name }) => name} />
    </Chart>
  );
}
