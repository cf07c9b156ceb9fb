import { useMemo } from "preact/hooks";
import { chartWords, sparkline } from "../charts/index.ts";
import type { GroupFigures } from "../state/document.ts";
import { useFormats, useFrame, useTexts } from "../state/frame.ts";
import { hasLine, type Series, type SeriesKind } from "../state/series.ts";
import type { Resource } from "../state/source.ts";
import { figureWords } from "../words/figure.ts";
import { useWords } from "../words/words.ts";
import { useDisplayName } from "./display-name.ts";

const width = 112;

type Named = Pick<GroupFigures, "id" | "name">;

/** How one group went, as a small line. */
export function SeriesLine(props: { by: SeriesKind; group: Named; series: Resource<Series | null> }) {
  const { by, group, series } = props;
  if (series.state === "loading") return <span class="skeleton series-line" />;
  if (series.state === "failed" || series.value === null) return <>–</>;
  return <Line by={by} group={group} series={series.value} />;
}

function Line({ by, group: { id, name }, series }: { by: SeriesKind; group: Named; series: Series }) {
  const nameOf = useDisplayName();
  const { language } = useFrame();
  const [words, texts, formats] = [useWords(figureWords), useTexts(), useFormats()];
  const points = series.of.get(id) ?? [];
  const title = words.overTime(nameOf(by, { id, name }));
  const isKnown = hasLine({ points });
  const svg = useMemo(
    () =>
      isKnown
        ? sparkline({
            ...{ width, title, formats, words: chartWords[language], axisOf: series.values, since: series.before },
            points: points.map(({ csat: { value, low, high }, changed }) => ({ value, low, high, isBroken: changed })),
          })
        : "",
    [series, id, title, formats, language],
  );
  return isKnown ? (
    <span class="series-line" dangerouslySetInnerHTML={{ __html: svg }} />
  ) : (
    <span class="few-words">{texts.tooFew}</span>
  );
}
