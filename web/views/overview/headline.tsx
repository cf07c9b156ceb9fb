import { Change } from "../../parts/change.tsx";
import { Figure } from "../../parts/figure.tsx";
import { Count } from "../../parts/number.tsx";
import { Content, Panel } from "../../parts/panel.tsx";
import type { Figure as FigureData, RateFigure } from "../../state/document.ts";
import { useFormats, useFrame } from "../../state/frame.ts";
import { csatDrills, npsDrills, rateDrills } from "../../state/section-drills.ts";
import { type Sections, useSections } from "../../state/sections.ts";
import { overviewWords } from "../../words/overview.ts";
import { useWords } from "../../words/words.ts";

/** The three numbers of the whole. */
export function Headline() {
  const words = useWords(overviewWords);
  const resource = useSections("about", "csat", "families", "nps", "response_rate", "coverage");
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

type Data = Sections<"about" | "csat" | "families" | "nps" | "response_rate" | "coverage">;

function Csat({ data }: { data: Data }) {
  const { address } = useFrame();
  const words = useWords(overviewWords);
  const { csat, families, pooled } = data;
  const rules = (families[0]?.rules ?? []).flatMap((rule) => {
    const [values, scale] = rule.split(" of ");
    return values === undefined || scale === undefined ? [] : [words.satisfiedMeans(values, scale)];
  });
  return (
    <Figure
      label={words.csat}
      figure={csat}
      unit="percent"
      to={csatDrills(address.query, data).csat?.to ?? null}
      note={rules.length === 0 || pooled ? null : rules.join("; ")}
    >
      <ChangeOf name="csat" figure={csat} />
    </Figure>
  );
}

/** It takes two periods and all their days to judge a change: the number itself does not wait for it. */
function ChangeOf({ name, figure }: { name: "csat" | "nps"; figure: FigureData }) {
  const resource = useSections("changes");
  if (figure.value === null) return null;
  return (
    <Content resource={resource} size="line">
      {({ changes }) => <Change change={changes[name]} />}
    </Content>
  );
}

const npsParts = ["promoters", "passives", "detractors"] as const;

function Nps({ data: { nps } }: { data: Data }) {
  const { address } = useFrame();
  const [words, { percent }] = [useWords(overviewWords), useFormats()];
  const drills = npsDrills(address.query, nps);
  const parts = npsParts.flatMap((name) =>
    nps[name] === null ? [] : [{ name, share: nps[name], rows: drills[name] }],
  );
  return (
    <Figure label={words.nps} figure={nps} unit="points" to={drills.nps?.to ?? null}>
      <ChangeOf name="nps" figure={nps} />
      <p class="note parts">
        {parts.map(({ name, share, rows }) => (
          <span key={name}>
            <Count n={rows?.n ?? 0} to={rows?.to ?? null} text={percent(share)} /> {words.npsParts[name]}
          </span>
        ))}
      </p>
    </Figure>
  );
}

/** Web and voice ask differently: one rate of both would be of neither. */
function Rates({ data }: { data: Data }) {
  const [words, { percent }] = [useWords(overviewWords), useFormats()];
  const { response_rate: whole, response_rate_by_channel: channels, coverage } = data;
  const { web, voice } = channels;
  const asked = coverage.value === null ? null : words.coverage(percent(coverage.value));
  const isBoth = [web, voice].every(({ n, hidden }) => hidden || (n ?? 0) > 0);
  return isBoth ? (
    <>
      <Rate label={words.rateWeb} rate={web} note={asked} channel="web" />
      <Rate label={words.rateVoice} rate={voice} note={words.voiceNote} channel="voice" />
    </>
  ) : (
    <Rate label={words.rate} rate={whole} note={asked} channel={null} />
  );
}

interface RateProps {
  readonly label: string;
  readonly rate: RateFigure;
  readonly note: string | null;
  readonly channel: "web" | "voice" | null;
}

function Rate({ label, rate, note, channel }: RateProps) {
  const { address } = useFrame();
  const [words, { count }] = [useWords(overviewWords), useFormats()];
  const { finished, delivered, open, complete } = rate;
  const drills = rateDrills(address.query, rate, channel);
  return (
    <Figure
      label={label}
      figure={rate}
      unit="percent"
      to={drills.delivered?.to ?? null}
      {...(delivered === null ? {} : { count: words.asked(count(delivered)) })}
      note={note}
    >
      {finished === null ? null : (
        <p class="note">
          <Count n={finished} to={drills.answered?.to ?? null} text={words.answeredOf(count(finished))} />
        </p>
      )}
      {complete || open === null || open === 0 ? null : (
        <p class="note open">
          <Count n={open} to={drills.open?.to ?? null} text={count(open)} /> {words.stillOpen}
        </p>
      )}
    </Figure>
  );
}
