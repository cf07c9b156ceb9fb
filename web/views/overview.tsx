import { CompletenessBadge } from "../parts/completeness-badge.tsx";
import { Figure } from "../parts/figure.tsx";
import { Content, Panel } from "../parts/panel.tsx";
import { drill } from "../state/drill.ts";
import { useFrame } from "../state/frame.ts";
import { useSections } from "../state/sections.ts";
import { overviewWords } from "../words/overview.ts";
import { useWords } from "../words/words.ts";

/** How customers feel: the headline with how sure it is, what moved, and how far it was read. */
export function Overview() {
  return (
    <>
      <Completeness />
      <Headline />
    </>
  );
}

function Completeness() {
  const resource = useSections("about", "completeness", "response_rate");
  return <Content resource={resource}>{(data) => <CompletenessBadge data={data} />}</Content>;
}

function Headline() {
  const { address } = useFrame();
  const words = useWords(overviewWords);
  const resource = useSections("csat", "nps", "response_rate", "families", "changes");
  return (
    <Panel title={words.headline} resource={resource} size="small" wide>
      {({ csat, nps, response_rate: rate, families, changes }) => {
        const points = families[0]?.points;
        return (
          <div class="figures">
            <Figure
              label={words.csat}
              figure={csat}
              unit="percent"
              to={drill(address.query, points ? `csat:${points}` : "csat")}
              change={changes.csat}
            />
            <Figure
              label={words.nps}
              figure={nps}
              unit="points"
              to={drill(address.query, "nps")}
              change={changes.nps}
            />
            <Figure label={words.rate} figure={rate} unit="percent" to={drill(address.query, "delivered")} />
          </div>
        );
      }}
    </Panel>
  );
}
