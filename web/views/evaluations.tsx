import { Figure } from "../parts/figure.tsx";
import { Panel } from "../parts/panel.tsx";
import { useSentences } from "../parts/sentences.ts";
import { useFrame } from "../state/frame.ts";
import { useHasPeople } from "../state/names.ts";
import { evaluationDrills } from "../state/section-drills.ts";
import { useSections } from "../state/sections.ts";
import { evaluationWords } from "../words/evaluations.ts";
import { useWords } from "../words/words.ts";
import { EvaluatedBy } from "./evaluations/groups.tsx";
import { Agreement } from "./evaluations/quadrants.tsx";

/** What evaluators judged, by queue, agent and form, and where customers saw it otherwise. */
export function Evaluations() {
  const words = useWords(evaluationWords);
  const hasPeople = useHasPeople();
  return (
    <div class="panels">
      <Judged />
      <Agreement />
      <EvaluatedBy by="queue" />
      {hasPeople ? <EvaluatedBy by="agent" /> : <p class="note">{words.notShown}</p>}
      <EvaluatedBy by="form" />
    </div>
  );
}

/** People's and machines' judgements: two figures. */
function Judged() {
  const { address } = useFrame();
  const words = useWords(evaluationWords);
  const { formats } = useSentences();
  const resource = useSections("evaluations");
  const count = (n: number | null): string => words.evaluations(formats.count(n ?? 0), n === 1);
  return (
    <Panel title={words.whole} note={words.wholeNote} resource={resource} size="small" wide>
      {(data) => {
        const { evaluator_csat: people, machine_csat: machines } = data;
        const to = evaluationDrills(address.query, data);
        return (
          <div class="figures">
            <Figure
              label={words.people}
              figure={people}
              unit="unit"
              to={to.evaluator_csat?.to ?? null}
              count={count(people.n)}
            />
            <Figure
              label={words.machines}
              figure={machines}
              unit="unit"
              to={to.machine_csat?.to ?? null}
              count={count(machines.n)}
              note={words.machineNote}
            />
          </div>
        );
      }}
    </Panel>
  );
}
