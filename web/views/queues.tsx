import { Completeness } from "../parts/completeness.tsx";
import { GroupsPanel } from "../parts/groups-panel.tsx";
import { byConcern } from "../state/concern.ts";
import { useSections } from "../state/sections.ts";
import { groupWords } from "../words/groups.ts";
import { useWords } from "../words/words.ts";

/** Queues against what their mix of work lets expect, those first that somebody should look at. */
export function Queues() {
  const words = useWords(groupWords);
  const resource = useSections("queues", "about");
  return (
    <>
      <Completeness />
      <GroupsPanel by="queue" title={words.queues} note={words.queuesNote} resource={resource}>
        {({ queues }) => byConcern(queues)}
      </GroupsPanel>
    </>
  );
}
