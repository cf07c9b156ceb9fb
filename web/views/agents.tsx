import { Completeness } from "../parts/completeness.tsx";
import { GroupsPanel } from "../parts/groups-panel.tsx";
import { viewAddress } from "../state/address.ts";
import { byName } from "../state/concern.ts";
import { useFrame } from "../state/frame.ts";
import { carried, without } from "../state/query.ts";
import { useSections } from "../state/sections.ts";
import { groupWords } from "../words/groups.ts";
import { useWords } from "../words/words.ts";

/** Agents against what their mix of work lets expect, as far as people are shown. */
export function Agents() {
  const { about } = useFrame();
  return about.agents === "off" ? <Hidden /> : <Shown />;
}

function Shown() {
  const { about } = useFrame();
  const words = useWords(groupWords);
  const resource = useSections("agents", "about");
  return (
    <>
      <Completeness />
      {about.agents === "pseudonym" ? <p class="panel-note">{words.pseudonyms}</p> : null}
      <GroupsPanel by="agent" head={words.agent} title={words.agents} note={words.agentsNote} resource={resource}>
        {({ agent_groups: agents }) => byName(agents ?? [])}
      </GroupsPanel>
    </>
  );
}

/** Why nobody is shown, and what is instead. */
function Hidden() {
  const { address, go } = useFrame();
  const words = useWords(groupWords);
  return (
    <section class="state forbidden">
      <h2 class="state-title">{words.hiddenPeople}</h2>
      <p>{words.hiddenWhy}</p>
      {go === null ? null : (
        <a href={viewAddress("queues", without(carried(address.query), "agent"))}>{words.toQueues}</a>
      )}
    </section>
  );
}
