import { Content, Empty } from "../parts/panel.tsx";
import { useFrame } from "../state/frame.ts";
import { type Interaction as Data, readInteraction } from "../state/interaction.ts";
import { useResource } from "../state/resource.ts";
import { listAddress } from "../state/rows.ts";
import { interactionWords } from "../words/interaction.ts";
import { useWords } from "../words/words.ts";
import { Evaluations, Surveys } from "./interaction/answers.tsx";
import { Facts } from "./interaction/facts.tsx";
import { Legs } from "./interaction/legs.tsx";
import { TimelinePanel } from "./interaction/timeline.tsx";

/** One interaction: what happened in it, what the customer answered after it, and how it was evaluated. */
export function Interaction() {
  const { address, go } = useFrame();
  const words = useWords(interactionWords);
  const { id, query } = address;
  return (
    <>
      {go === null ? null : (
        <p>
          <a href={listAddress(query)}>← {words.back}</a>
        </p>
      )}
      {id === null ? <Empty /> : <Shown key={id} id={id} />}
    </>
  );
}

function Shown({ id }: { id: string }) {
  const resource = useResource(`/api/interactions/${encodeURIComponent(id)}`, readInteraction);
  return (
    <Content resource={resource} size="large">
      {(data) => <Whole data={data} />}
    </Content>
  );
}

const Whole = ({ data }: { data: Data }) => (
  <div class="panels">
    <Facts data={data} />
    <TimelinePanel pieces={data.timeline} />
    <Surveys responses={data.responses} />
    <Evaluations responses={data.responses} />
    <Legs legs={data.legs} />
  </div>
);
