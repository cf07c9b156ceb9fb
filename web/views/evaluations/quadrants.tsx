import { useCallback } from "preact/hooks";
import { quadrant, type Setting } from "../../charts/index.ts";
import { Chart } from "../../parts/chart.tsx";
import { Count } from "../../parts/number.tsx";
import { Empty, Panel } from "../../parts/panel.tsx";
import { useSentences } from "../../parts/sentences.ts";
import { fewestForVerdict } from "../../state/concern.ts";
import { useFrame } from "../../state/frame.ts";
import { qualityDrills } from "../../state/section-drills.ts";
import { type Sections, useSections } from "../../state/sections.ts";
import { evaluationWords } from "../../words/evaluations.ts";
import { useWords } from "../../words/words.ts";

type Quality = Sections<"survey_quality">["survey_quality"][number];

/** Where survey and evaluation of the same contact agree, and where they do not. */
export function Agreement() {
  const words = useWords(evaluationWords);
  const { formats } = useSentences();
  const resource = useSections("survey_quality");
  return (
    <Panel title={words.quadrants} resource={resource} wide>
      {({ survey_quality: all }) => {
        const from = all.flatMap(({ quadrants }) => quadrants?.score_from ?? [])[0];
        return all.length === 0 ? (
          <Empty>{words.noPairs}</Empty>
        ) : (
          <>
            {from === undefined ? null : <p class="panel-note">{words.quadrantsNote(formats.plain(from))}</p>}
            <div class="figures">
              {all.map((one) => (
                <Pairs key={one.by} of={one} />
              ))}
            </div>
          </>
        );
      }}
    </Panel>
  );
}

const rows = ["satisfied", "unsatisfied"] as const;
const columns = ["good", "poor"] as const;

function Pairs({ of }: { of: Quality }) {
  const { by, correlation, quadrants, different_agents: others } = of;
  const { address } = useFrame();
  const words = useWords(evaluationWords);
  const { formats, words: figures } = useSentences();
  const { r, low, high, n } = correlation;
  const to = qualityDrills(address.query, of);
  return (
    <section>
      <h3>{words.judged[by]}</h3>
      {quadrants === null ? (
        <p class="note">{words.withheld}</p>
      ) : (
        <Drawn quadrants={quadrants} title={words.judged[by]} to={to} />
      )}
      <p class="note">
        {r === null || low === null || high === null || (n ?? 0) < fewestForVerdict
          ? words.fewPairs
          : words.correlation(formats.two(r), `${formats.two(low)} ${figures.to} ${formats.two(high)}`)}{" "}
        <Count n={n} to={to.correlation?.to ?? null} text={words.pairs(formats.count(n ?? 0), n === 1)} />
      </p>
      {quadrants === null ? null : (
        <p class="note">
          {words.disagree}{" "}
          <Count
            n={quadrants.satisfied_poor}
            to={to.satisfied_poor?.to ?? null}
            text={words.satisfiedPoor(formats.count(quadrants.satisfied_poor))}
          />
          {"; "}
          <Count
            n={quadrants.unsatisfied_good}
            to={to.unsatisfied_good?.to ?? null}
            text={words.unsatisfiedGood(formats.count(quadrants.unsatisfied_good))}
          />
          .
        </p>
      )}
      {others === 0 ? null : <p class="note">{words.others(formats.count(others), others === 1)}</p>}
    </section>
  );
}

type Cells = NonNullable<Quality["quadrants"]>;

/** The four counts as a picture, and as a table with the interactions behind them. */
function Drawn({ quadrants, title, to }: { quadrants: Cells; title: string; to: ReturnType<typeof qualityDrills> }) {
  const words = useWords(evaluationWords);
  const cells = Object.entries(to);
  const draw = useCallback(
    (setting: Setting): string =>
      quadrant({
        ...setting,
        counts: {
          satisfiedGood: quadrants.satisfied_good,
          satisfiedPoor: quadrants.satisfied_poor,
          unsatisfiedGood: quadrants.unsatisfied_good,
          unsatisfiedPoor: quadrants.unsatisfied_poor,
        },
        keys: {
          satisfiedGood: "satisfied_good",
          satisfiedPoor: "satisfied_poor",
          unsatisfiedGood: "unsatisfied_good",
          unsatisfiedPoor: "unsatisfied_poor",
        },
        scoreFrom: quadrants.score_from,
      }),
    [quadrants],
  );
  const behind = (name: string): string | null => cells.find(([key]) => key === name)?.[1]?.to ?? null;
  return (
    <Chart title={title} draw={draw} to={behind}>
      <table class="quadrants">
        <caption class="hidden">{words.quadrants}</caption>
        <thead>
          <tr>
            <th scope="col">{words.survey}</th>
            {columns.map((column) => (
              <th key={column} scope="col" class="number">
                {words[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              <th scope="row">{words[row]}</th>
              {columns.map((column) => {
                const disagrees = (row === "satisfied") === (column === "poor");
                return (
                  <td key={column} class={disagrees ? "number disagrees" : "number"}>
                    {disagrees ? <span aria-hidden="true">≠ </span> : null}
                    <Count n={quadrants[`${row}_${column}`]} to={to[`${row}_${column}`]?.to ?? null} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Chart>
  );
}
