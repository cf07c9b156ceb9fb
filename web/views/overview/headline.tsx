import { Figure } from "../../parts/figure.tsx";
import { Panel } from "../../parts/panel.tsx";
import type { RateFigure } from "../../state/document.ts";
import { drill } from "../../state/drill.ts";
import { useFormats, useFrame } from "../../state/frame.ts";
import { type Sections, useSections } from "../../state/sections.ts";
import { overviewWords } from "../../words/overview.ts";
import { useWords } from "../../words/words.ts";

/** The three numbers of the whole. */
export function Headline() {
  const words = useWords(overviewWords);
  const resource = useSections("about", "csat", "families", "nps", "response_rate", "coverage", "changes");
  return (
    <Panel title={words.headline} resource={resource} size="small" wide>
      {(data) => (
        <div class="figures">
          <Csat data={data} />
          <Nps data={data} />
          <Rates data={data} />
        </div>
      )}
    </Panel>
  );
}

function Csat({
  data: { csat, families, changes, pooled },
}: {
  data: Sections<"about" | "csat" | "families" | "changes">;
}) {
  const { address } = useFrame();
  const words = useWords(overviewWords);
  const [family] = families;
  const [values, scale] = family?.rules[0]?.split(" of ") ?? [];
  return (
    <Figure
      label={words.csat}
      figure={csat}
      unit="percent"
      to={drill(address.query, pooled || !family ? "csat" : `csat:${family.points}`)}
      change={changes.csat}
      note={values === undefined || scale === undefined || pooled ? null : words.satisfiedMeans(values, scale)}
    />
  );
}

function Nps({ data: { nps, changes } }: { data: Sections<"nps" | "changes"> }) {
  const { address } = useFrame();
  const [words, { percent }] = [useWords(overviewWords), useFormats()];
  const { promoters, passives, detractors } = nps;
  const shares =
    promoters === null || passives === null || detractors === null
      ? null
      : words.npsShares(percent(promoters), percent(passives), percent(detractors));
  return (
    <Figure
      label={words.nps}
      figure={nps}
      unit="points"
      to={drill(address.query, "nps")}
      change={changes.nps}
      note={shares}
    />
  );
}

/** Web and voice ask differently: one rate of both would be of neither. */
function Rates({ data }: { data: Sections<"response_rate" | "coverage"> }) {
  const [words, { percent }] = [useWords(overviewWords), useFormats()];
  const {
    response_rate: whole,
    response_rate_by_channel: { web, voice },
    coverage,
  } = data;
  const asked = coverage.value === null ? null : words.asked(percent(coverage.value));
  const isBoth = [web, voice].every(({ n, hidden }) => hidden || (n ?? 0) > 0);
  return isBoth ? (
    <>
      <Rate label={words.rateWeb} rate={web} note={asked} isPart />
      <Rate label={words.rateVoice} rate={voice} note={words.voiceNote} isPart />
    </>
  ) : (
    <Rate label={words.rate} rate={whole} note={asked} />
  );
}

function Rate({
  label,
  rate,
  note,
  isPart,
}: {
  label: string;
  rate: RateFigure;
  note: string | null;
  isPart?: boolean;
}) {
  const { address } = useFrame();
  const [words, { count }] = [useWords(overviewWords), useFormats()];
  const { finished, delivered, open, complete } = rate;
  return (
    <Figure
      label={label}
      figure={rate}
      unit="percent"
      // The channel is no filter: of one channel alone no list can be asked for.
      to={isPart ? null : drill(address.query, "delivered")}
      {...(finished === null || delivered === null ? {} : { count: words.rateOf(count(finished), count(delivered)) })}
      note={note}
    >
      {complete || open === null || open === 0 ? null : (
        <p class="note open">{words.stillOpen(count(open), open === 1)}</p>
      )}
    </Figure>
  );
}
