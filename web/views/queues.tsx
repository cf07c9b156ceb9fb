import { useAttributeName } from "../parts/attribute-name.ts";
import { Completeness } from "../parts/completeness.tsx";
import { GroupSwitch, useChosenAttribute } from "../parts/group-switch.tsx";
import { GroupsPanel } from "../parts/groups-panel.tsx";
import { RuleSwitch } from "../parts/rule-switch.tsx";
import { byConcern, byName } from "../state/concern.ts";
import { useSections } from "../state/sections.ts";
import { groupWords } from "../words/groups.ts";
import { useWords } from "../words/words.ts";

/** Queues, or groups by an attribute of the roster, against what their mix of work lets expect. */
export function Queues() {
  const attribute = useChosenAttribute();
  return (
    <>
      <Completeness />
      {attribute === null ? <ByQueue /> : <ByAttribute attribute={attribute} />}
    </>
  );
}

/** Those first that somebody should look at. */
function ByQueue() {
  const words = useWords(groupWords);
  const resource = useSections("queues", "about");
  return (
    <GroupsPanel
      by="queue"
      head={words.queue}
      title={words.queues}
      note={words.queuesNote}
      resource={resource}
      actions={<Switches />}
    >
      {({ queues }) => byConcern(queues)}
    </GroupsPanel>
  );
}

/** In alphabetical order: a leader is a person. */
function ByAttribute({ attribute }: { attribute: string }) {
  const [words, attributeName] = [useWords(groupWords), useAttributeName()];
  const name = attributeName(attribute);
  const resource = useSections("groups", "about");
  return (
    <GroupsPanel
      by={attribute === "team" ? "team" : { attribute }}
      head={name}
      title={words.byAttribute(name)}
      note={words.attributeNote}
      resource={resource}
      actions={<Switches />}
    >
      {({ groups }) => byName(groups ?? [])}
    </GroupsPanel>
  );
}

const Switches = () => (
  <>
    <GroupSwitch />
    <RuleSwitch />
  </>
);
